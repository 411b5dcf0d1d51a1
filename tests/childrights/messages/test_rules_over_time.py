"""Figures in, sentence or refusal out: changes, breaks, age of data, models, ranks, people, targets and silence.

Guidance as in ``test_rules``; further: Tboung Khmum was parted from Kampong Cham on 31 December 2013 (Royal Decree), so
that the two are compared only together; UNICEF, technical note on the average annual rate of reduction (2007), for the
pace to a target; UN Statistics Division, SDG metadata, for what modelled series are.
"""

from __future__ import annotations

import pytest

from tests.childrights.messages.making import said

Case = tuple[str, str, str, int, str, str, str, str]
"""Figures, question, indicator, today, verdict, a reason's code (or empty), words in English, words in Khmer."""

SAY, WEAK, NO = "say", "say_weaker", "do_not_say"
NO_CHANGE_KM = "គ្មានបម្រែបម្រួលច្បាស់ទេ"
DOWN, UP = "KH 2010 40 n=4000; KH 2014 32 n=4000", "KH 2010 32 n=4000; KH 2014 40 n=4000"
POOR = "poverty_national_line"

CHANGES: list[Case] = [
    (DOWN, "change", "stunting", 2016, SAY, "", "down from 40.0", "ថយចុះពី 40.0"),
    (UP, "change", "stunting", 2016, SAY, "", "up from 32.0", "កើនឡើងពី 32.0"),
    (DOWN, "change", "stunting", 2016, SAY, "", "8.0 percentage points lower", "ទាបជាង 8.0 ពិន្ទុភាគរយ"),
    ("KH 2010 32 n=400; KH 2014 31 n=400", "change", "stunting", 2016, WEAK, "overlap", "no clear change", NO_CHANGE_KM),
    ("KH05 2010 32; KH05 2014 51", "change KH05", "stunting", 2016, WEAK, "unjudged", "whether it changed cannot be",
     "មិនអាចនិយាយថាបានផ្លាស់ប្តូរឬអត់ទេ"),
    ("KH 2010 32; KH 2014 51", "change", "stunting", 2016, SAY, "assumed", "19.0 percentage points higher", "19.0"),
    ("KH 2010 32; KH 2014 33", "change", "stunting", 2016, WEAK, "overlap", "no clear change", NO_CHANGE_KM),
    ("KH 2014 32 n=4000", "change", "stunting", 2016, NO, "refusal:too_few", "", ""),
    (DOWN, "change KH 2014 vs=2009", "stunting", 2016, NO, "none_then", "", ""),
    (DOWN, "change KH 2014 vs=2010", "stunting", 2016, SAY, "", "in 2010", "ក្នុងឆ្នាំ 2010"),
    (DOWN, "change KH 2010 vs=2014", "stunting", 2016, SAY, "", "In 2014, 32.0 %", "ក្នុងឆ្នាំ 2014"),
    (DOWN, "change KH 2014 vs=2014", "stunting", 2016, NO, "refusal:same", "", ""),
    ("KH 2010 - s=suppressed; KH 2014 51", "change KH 2014 vs=2010", "stunting", 2016, NO, "hidden", "", ""),
    (f"KH 2005 50 n=4000; {DOWN}", "change", "stunting", 2016, SAY, "", "down from 50.0", "ថយចុះពី 50.0"),
    (f"KH 1990 80 n=4000; {DOWN}", "change", "stunting", 2016, SAY, "", "down from 40.0", "ថយចុះពី 40.0"),
    ("KH 2010 32 s=modelled; KH 2014 51", "change", "stunting", 2016, NO, "refusal:modelled", "", ""),
    ("KH 2010 - s=suppressed; KH 2014 51", "change", "stunting", 2016, NO, "refusal:too_few", "", ""),
    ("KH03 2008 1600000; KH03 2019 900000", "change KH03", "population_census", 2020, NO, "refusal:boundary", "", ""),
    ("KH03+KH25 2008 1600000; KH03+KH25 2019 1676420", "change KH03+KH25", "population_census", 2020, SAY, "joined_area",
     "76,420 more", "ច្រើនជាង 76,420"),
    ("KH 2012 18; KH 2020 15", "change", POOR, 2021, NO, "refusal:definition", "", ""),
    ("KH 2008 30; KH 2012 18", "change", POOR, 2016, SAY, "assumed", "down from 30.0", "ថយចុះពី 30.0"),
    ("KH 2000 30; KH 2023 18", "change", "out_of_school_lower_secondary_admin", 2024, NO, "refusal:records", "", ""),
    ("KH 2004 32; KH 2006 60", "change", "skilled_birth_attendance_wdi", 2010, NO, "refusal:outlier", "", ""),
    ("KH 2019 32; KH 2021 60", "change", "primary_schools_water", 2022, NO, "refusal:swings", "", ""),
    ("KH 2010 40 s=modelled; KH 2015 26 s=modelled", "change", "under5_mortality_igme", 2016, SAY, "modelled",
     "down from an estimated 40.0 in 2010: 14.0 per 1,000 lower", "ប៉ាន់ប្រមាណ 40.0"),
    ("KH 2010 27 s=modelled; KH 2015 26 s=modelled", "change", "under5_mortality_igme", 2016, WEAK, "overlap",
     "no clear change", NO_CHANGE_KM),
]  # fmt: skip
AGE_AND_MAKING: list[Case] = [
    ("KH 2014 32 n=4000", "level", "stunting", 2019, SAY, "", "were stunted in 2014", "ក្នុងឆ្នាំ 2014"),
    ("KH 2014 32 n=4000", "level", "stunting", 2020, SAY, "ageing", "were stunted in 2014", "ក្នុងឆ្នាំ 2014"),
    ("KH 2014 32 n=4000", "level", "stunting", 2024, SAY, "ageing", "were stunted in 2014", "ក្នុងឆ្នាំ 2014"),
    ("KH 2014 32 n=4000", "level", "stunting", 2025, WEAK, "old", "In 2014, 11 years ago,", "(11 ឆ្នាំមុន)"),
    (DOWN, "level KH 2010", "stunting", 2015, SAY, "newer", "in 2010", "ក្នុងឆ្នាំ 2010"),
    (DOWN, "level KH 2012", "stunting", 2015, NO, "none_then", "", ""),
    ("KH 2021-22 22", "level KH 2021", "stunting_cdhs_headline", 2023, SAY, "no_interval", "in 2021–22", "2021–22"),
    ("KH 2021-22 22", "level KH 2022", "stunting_cdhs_headline", 2023, SAY, "no_interval", "in 2021–22", "2021–22"),
    ("KH 2030 6000000 s=modelled", "level", "population_0_17_wpp2019", 2026, WEAK, "projected", "A projection for 2030",
     "ការព្យាករសម្រាប់ឆ្នាំ 2030"),
    ("KH 2020 27 s=modelled", "level", "under5_mortality_igme", 2022, SAY, "modelled", "an estimated 27.0 per 1,000",
     "ប៉ាន់ប្រមាណ 27.0"),
    ("KH 2014 32 s=provisional", "level", "stunting", 2016, SAY, "provisional", "About 1 in 3", "ប្រហែល 1 នាក់"),
    ("KH 2001 0 g=rural s=modelled", "level KH g=rural", "basic_sanitation_jmp", 2003, NO, "artefact", "", ""),
    ("KH 2004 32", "level", "skilled_birth_attendance_wdi", 2006, WEAK, "outlier", "About 1 in 3 births",
     "ការសម្រាល ប្រហែល 1 ករណី ក្នុងចំណោម 3 ករណី"),
    ("KH 2021 60", "level", "primary_schools_toilets", 2022, WEAK, "swings", "3 in 5 primary schools", "3 សាលា"),
    ("KH 2022 11", "level", "online_sexual_exploitation", 2023, SAY, "no_interval", "children aged 12–17 who used",
     "អាយុ 12–17 ឆ្នាំ"),
    ("KH05 2022 11", "level KH05", "online_sexual_exploitation", 2023, NO, "sensitive", "", ""),
    ("KH05 2022 11; KH 2022 11", "place KH vs=KH05", "sexual_violence_before18", 2023, NO, "sensitive", "", ""),
    ("KH05 2023 110", "level KH05", "detained_minors_licadho", 2024, NO, "sensitive", "", ""),
    ("KH 2023 1658", "level", "detained_minors_licadho", 2024, SAY, "", "1,658 minors in Cambodia were held",
     "អនីតិជននៅកម្ពុជា 1,658 នាក់"),
    ("", "level", "stunting", 2024, NO, "no_figures", "", ""),
    ("KH 2014 20.4", "level", "mean_age_first_marriage_women", 2016, SAY, "no_interval",
     "In 2014, the mean age of women at first marriage in Cambodia was 20.4 years.", "20.4 ឆ្នាំ"),
    ("KH 2014 101.2", "level", "gross_intake_last_grade_primary", 2016, SAY, "", "was 101.2", "101.2"),
]  # fmt: skip
APART = "KH05 2014 20 ci=19..21; KH06 2014 30 ci=29..31; KH07 2014 40 ci=39..41"
CLOSE = "KH05 2014 20 ci=10..35; KH06 2014 30 ci=25..45; KH07 2014 40 ci=30..50"
OVER_MANY: list[Case] = [
    (APART, "rank KH05", "stunting", 2016, SAY, "", "the best of 3 areas", "ល្អបំផុតក្នុងចំណោម 3 តំបន់"),
    (APART, "rank KH06", "stunting", 2016, SAY, "", "rank 2 of 3 areas", "ចំណាត់ថ្នាក់ 2 ក្នុងចំណោម 3 តំបន់"),
    (APART, "rank KH07", "stunting", 2016, SAY, "", "the worst of 3 areas", "អន់បំផុតក្នុងចំណោម 3 តំបន់"),
    (CLOSE, "rank KH06", "stunting", 2016, WEAK, "rank_range", "between rank 1 and rank 3 of 3", "ចន្លោះចំណាត់ថ្នាក់ 1 និង 3"),
    ("KH05 2014 20; KH06 2014 30", "rank KH05", "stunting", 2016, NO, "refusal:no_interval", "", ""),
    ("KH05 2014 20 n=300", "rank KH05", "stunting", 2016, NO, "refusal:too_few", "", ""),
    (APART, "rank KH05", "population_under15_share", 2016, NO, "refusal:context", "", ""),
    ("KH 2014 32 n=4000; KH05 2014 30 n=300", "rank KH", "stunting", 2016, NO, "country_rank", "", ""),
    ("KH05 2019 800000; KH06 2019 700000", "rank KH05", "population_census", 2020, NO, "counts", "", ""),
    ("KH05 2011 20; KH06 2011 30; KH07 2011 40", "rank KH05", "improved_latrine_families", 2014, SAY, "",
     "the worst of 3 areas", "អន់បំផុតក្នុងចំណោម 3 តំបន់"),
    ("KH 2008 39.5; KH 2008 1372615 i=population_census g=0-4", "people", "stunting_jme", 2010, SAY, "worked_out",
     "about 540,000 children under five", "ប្រហែល 540,000 នាក់"),
    ("KH 2010 39.5; KH 2008 1372615 i=population_census g=0-4", "people", "stunting_jme", 2012, NO, "no_people_then",
     "", ""),
    ("KH 2008 39.5; KH 2008 13395682 i=population_census", "people", "stunting_jme", 2010, NO, "no_people_then", "", ""),
    ("KH05 2008 39.5; KH 2008 1372615 i=population_census g=0-4", "people KH05", "stunting_jme", 2010, NO,
     "no_people_then", "", ""),
    ("KH 2008 39.5 g=rural; KH 2008 1372615 i=population_census g=0-4", "people KH g=rural", "stunting_jme", 2010, NO,
     "no_people_then", "", ""),
    ("KH 2014 40; KH 2014 6000000 i=population_0_17_wpp2019 s=modelled", "people",
     "child_multidimensional_deprivation", 2016, SAY, "modelled_people", "about 2,400,000 children aged 0–17",
     "ប្រហែល 2,400,000 នាក់"),
    ("KH 2014 83 g=12-14", "people KH g=12-14", "school_attendance", 2016, NO, "no_people", "", ""),
    ("KH 2010 40; KH 2019 26.6", "target", "under5_mortality_5y", 2020, SAY, "pace", "at most 25 per 1,000 by 2030",
     "ត្រឹមឆ្នាំ 2030"),
    ("KH 2014 9.6 n=4000", "target", "wasting", 2016, SAY, "once", "4.6 percentage points away", "4.6 ពិន្ទុភាគរយ"),
    ("KH 2014 4.0 n=4000", "target", "wasting", 2016, SAY, "once", "That meets the target of at most 5 %", "នេះសម្រេចចំណុចដៅ"),
    ("KH 2014 49", "target", "child_multidimensional_deprivation", 2016, SAY, "once",
     "at most 24.5 % by 2030 (SDG 1.2), 24.5 percentage points away", "យ៉ាងច្រើន 24.5 % ត្រឹមឆ្នាំ 2030"),
    ("KH 2014 32 n=4000", "target", "stunting", 2016, NO, "no_target", "", ""),
    ("KH05 2014 9.6 n=4000", "target KH05", "wasting", 2016, NO, "target_national", "", ""),
    ("KH 2010 60 s=modelled; KH 2020 80 s=modelled", "target", "basic_water_jmp", 2021, SAY, "pace", "fast enough",
     "លឿនគ្រប់គ្រាន់"),
    ("KH 2010 76 s=modelled; KH 2020 82 s=modelled", "target", "basic_water_jmp", 2021, SAY, "pace", "too slow",
     "យឺតពេក"),
    ("KH 2010 90 s=modelled; KH 2020 80 s=modelled", "target", "basic_water_jmp", 2021, SAY, "pace", "moves away from it",
     "កំពុងឃ្លាតចេញ"),
    ("", "absence", "stunting", 2024, SAY, "as_found", "No published figure on “Stunting” was found.", "រកមិនឃើញ"),
    ("KH 2023 32", "absence KH vs=no_province", "stunting", 2024, SAY, "as_found",
     "No figure on “Stunting” was found for any province.", "សម្រាប់ខេត្តណាមួយ"),
    ("KH 2014 32; KH05 2014 32", "absence KH vs=old_province", "stunting", 2024, SAY, "as_found", "newer than 2014",
     "ថ្មីជាងឆ្នាំ 2014"),
    ("KH 2014 32", "absence KH vs=old_national", "stunting", 2024, SAY, "as_found", "newer than 2014 was found for Camb",
     "ថ្មីជាងឆ្នាំ 2014"),
    ("KH 2014 2", "absence KH vs=no_province", "sexual_violence_before18", 2024, NO, "no_gap", "", ""),
    ("KH 2023 32", "absence KH vs=old_national", "stunting", 2024, NO, "no_gap", "", ""),
    ("KH 2023 32 s=modelled", "absence KH vs=modelled_only", "stunting", 2024, SAY, "as_found", "only models give",
     "មានតែតួលេខពីម៉ូដែល"),
    ("KH 2019 100", "absence", "population_census", 2024, NO, "no_gap", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "ask", "indicator", "today", "verdict", "code", "english", "khmer"),
    CHANGES + AGE_AND_MAKING + OVER_MANY,
)
def test_rule(
    figures: str, ask: str, indicator: str, today: int, verdict: str, code: str, english: str, khmer: str
) -> None:
    for message, words in zip(said(figures, ask, indicator, today), (english, khmer), strict=True):
        assert message.verdict == verdict, message
        assert not code or code in message.codes, message
        assert (message.headline == "") == (verdict == NO)
        assert words in message.headline.replace("\N{NO-BREAK SPACE}", " "), message.headline
        if verdict == NO:
            assert message.reasons
