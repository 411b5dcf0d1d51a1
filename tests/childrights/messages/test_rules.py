"""Figures in, sentence or refusal out, in both languages: when a claim may be made, weakened or not made at all.

- Cases: Guide to DHS Statistics, DHS-7 (Croft, Marshall, Allen et al. 2018), chapter 1: under 25 unweighted cases hidden,
  25 to 49 in brackets.
- Differences: UNECE, Making Data Meaningful, part 2: A guide to presenting statistics (2009), and ONS, "Uncertainty and
  how we measure it": a difference within the uncertainty is not told as one. Overlap rule: Schenker and Gentleman 2001.
- Percentage points against per cent, and "of what": UNECE, Making Data Meaningful, part 1 (2009).
- Groups: WHO, Handbook on health inequality monitoring (2013), and HEAT: simple differences between the extremes, the
  reference named. Ranks: Goldstein and Spiegelhalter, JRSS A 159:385-443 (1996): intervals for ranks.
- Breaks in series and old data: European Statistics Code of Practice (2017), principles 13 to 15.
- Sensitive topics: UNICEF, Ethical reporting guidelines; small counts in places are not told.
"""

from __future__ import annotations

import pytest

from tests.childrights.messages.making import said

Case = tuple[str, str, str, str, str, str, str]
"""Figures, question, indicator, verdict, code of the first reason (or empty), words in English, words in Khmer."""

P = "\N{NO-BREAK SPACE}%"
SAY, WEAK, NO = "say", "say_weaker", "do_not_say"
ONE = "KH 2014 32.0 n=4000"
UNCLEAR_KM, UNJUDGED_KM = "គ្មានភាពខុសគ្នាច្បាស់ទេ", "មិនអាចនិយាយថាទាំងពីរខុសគ្នាឬអត់ទេ"

CASES_OF_CASES: list[Case] = [
    ("KH05 2014 40 n=24", "level KH05", "stunting", NO, "few_cases", "", ""),
    ("KH05 2014 40 n=1", "level KH05", "stunting", NO, "few_cases", "", ""),
    ("KH05 2014 40 n=25", "level KH05", "stunting", WEAK, "small_sample", "2 in 5 children", "2 នាក់ ក្នុងចំណោម 5 នាក់"),
    ("KH05 2014 40 n=49", "level KH05", "stunting", WEAK, "small_sample", "2 in 5 children", "2 នាក់ ក្នុងចំណោម 5 នាក់"),
    ("KH05 2014 40 n=50", "level KH05", "stunting", SAY, "", "2 in 5 children", "2 នាក់ ក្នុងចំណោម 5 នាក់"),
    ("KH05 2014 40 s=small_sample", "level KH05", "stunting", WEAK, "small_sample", "2 in 5", "កំពង់ស្ពឺ"),
    ("KH05 2014 - s=suppressed", "level KH05", "stunting", NO, "hidden", "", ""),
    ("KH05 2014 - s=not_collected", "level KH05", "stunting", NO, "not_collected", "", ""),
    ("KH05 2014 - s=not_applicable", "level KH05", "stunting", NO, "not_applicable", "", ""),
    ("KH05 2014 90 n=20; KH 2014 32 n=4000", "place KH05 vs=KH", "stunting", NO, "few_cases", "", ""),
    ("KH05 2014 90 n=900; KH 2014 32 n=20", "place KH05 vs=KH", "stunting", NO, "few_cases", "", ""),
    ("KH05 2014 90 n=30; KH 2014 32 n=4000", "place KH05 vs=KH", "stunting", WEAK, "small_sample",
     "58.0 percentage points higher", "ខ្ពស់ជាង 58.0 ពិន្ទុភាគរយ"),
    ("KH05 2014 - s=suppressed; KH 2014 32", "place KH05 vs=KH", "stunting", NO, "hidden", "", ""),
    ("KH05 2014 32; KH 2014 - s=suppressed", "place KH05 vs=KH", "stunting", NO, "hidden", "", ""),
]  # fmt: skip
DIFFERENCES: list[Case] = [
    (f"{ONE}; KH05 2014 40.5 n=311", "place KH05 vs=KH", "stunting", SAY, "", "against 32.0", "ធៀបនឹង 32.0"),
    (f"{ONE}; KH05 2014 34.5 n=311", "place KH05 vs=KH", "stunting", WEAK, "overlap", "no clear difference", UNCLEAR_KM),
    (f"{ONE}; KH05 2014 24.0 n=900", "place KH05 vs=KH", "stunting", SAY, "", "8.0 percentage points lower",
     "ទាបជាង 8.0 ពិន្ទុភាគរយ"),
    ("KH 2014 32 ci=31..33; KH05 2014 36 ci=34..38", "place KH05 vs=KH", "stunting", SAY, "", "4.0 percentage points",
     "4.0 ពិន្ទុភាគរយ"),
    ("KH 2014 32 ci=31..34; KH05 2014 36 ci=34..38", "place KH05 vs=KH", "stunting", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH 2014 32 ci=30..36; KH05 2014 36 ci=32..40", "place KH05 vs=KH", "stunting", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH 2014 32; KH05 2014 62", "place KH05 vs=KH", "stunting", WEAK, "unjudged", "whether the two differ cannot",
     UNJUDGED_KM),
    ("KH05 2014 32; KH06 2014 62", "place KH05 vs=KH06", "stunting", WEAK, "unjudged", "whether the two differ cannot",
     UNJUDGED_KM),
    ("KH 2014 32 n=4000; KH05 2014 32.0 n=4000", "place KH05 vs=KH", "stunting", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH 2011 32 n=400; KH05 2011 32.01 n=900", "place KH05 vs=KH", "improved_latrine_families", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH05 2011 24.1; KH06 2011 31.3", "place KH05 vs=KH06", "improved_latrine_families", SAY, "",
     "7.2 percentage points lower", "ទាបជាង 7.2 ពិន្ទុភាគរយ"),
    (f"{ONE}; KH05 2010 60 n=900", "place KH05 vs=KH", "stunting", NO, "none_then", "", ""),
    (f"{ONE}; KH05 2014 40 n=311", "place KH05 vs=KH05", "stunting", NO, "refusal:same", "", ""),
    (f"{ONE}; KH05 2014 40 n=311", "place KH06 vs=KH", "stunting", NO, "none_here", "", ""),
    (f"{ONE}; KH05 2014 40 n=311", "place KH05 vs=KH06", "stunting", NO, "none_here", "", ""),
    ("KH 2014 0.9; KH05 2014 800000", "place KH05 vs=KH", "population_census", NO, "counts", "", ""),
    (f"{ONE}; KH11+KH16 2014 60 n=200", "place KH16 vs=KH", "stunting", SAY, "joined_area",
     "in Mondulkiri and Ratanakiri together", "នៅមណ្ឌលគិរី និងរតនគិរី រួមគ្នា"),
    (f"{ONE}; KH07+KH18+KH23 2014 60 n=200", "level KH18", "stunting", SAY, "joined_area",
     "in Kampot, Preah Sihanouk and Kep together", "រួមគ្នា"),
    ("KH 2014 20.0; KH11+KH16 2014 18.8", "place KH16 vs=KH", "mean_age_first_marriage_women", WEAK, "unjudged",
     "was 18.8 years, and 20.0 years in Cambodia as a whole", "18.8 ឆ្នាំ"),
]  # fmt: skip
GROUPS: list[Case] = [
    ("KH 2014 40 g=female n=900; KH 2014 30 g=male n=900", "group KH g=female vs=male", "stunting", SAY, "",
     "of boys under five: 10.0 percentage points higher", "កុមារប្រុស"),
    ("KH 2014 31 g=female n=900; KH 2014 30 g=male n=900", "group KH g=female vs=male", "stunting", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH 2014 40 g=rural n=900; KH 2014 20 g=urban n=900", "group KH g=rural vs=urban", "stunting", SAY, "",
     "in rural areas of Cambodia", "នៅជនបទនៃកម្ពុជា"),
    ("KH 2014 40 g=female; KH 2014 25 g=male", "group KH g=female vs=male", "stunting", SAY, "assumed",
     "15.0 percentage points higher", "ខ្ពស់ជាង 15.0 ពិន្ទុភាគរយ"),
    ("KH05 2014 40 g=female; KH05 2014 25 g=male", "group KH05 g=female vs=male", "stunting", WEAK, "unjudged",
     "cannot be told", UNJUDGED_KM),
    ("KH 2014 40 g=female n=900", "group KH g=female vs=male", "stunting", NO, "no_such_group", "", ""),
    ("KH 2014 40 g=female n=900; KH 2010 30 g=male n=900", "group KH 2014 g=female vs=male", "stunting", NO,
     "no_such_group", "", ""),
    ("KH 2014 40 g=quintile_1 n=900; KH 2014 30 g=quartile_4 n=900", "group KH g=quintile_1 vs=quartile_4", "stunting",
     NO, "refusal:scales", "", ""),
    ("KH 2014 62.5 g=with_disability; KH 2014 21.8 g=without_disability",
     "group KH g=with_disability vs=without_disability", "out_of_school_primary_survey", SAY, "assumed",
     "children with a disability of primary-school age", "ដែលមានពិការភាព"),
    ("KH 2014 70 g=6-8 n=900; KH 2014 90 g=9-11 n=900", "group KH g=6-8 vs=9-11", "school_attendance", SAY, "",
     "of children aged 9–11", "អាយុ 9–11 ឆ្នាំ"),
    ("KH 2014 20 g=quartile_4 n=900; KH 2014 40 g=quartile_1 n=900; KH 2014 33 g=quartile_2 n=900; "
     "KH 2014 30 g=quartile_3 n=900; KH 2014 31 n=3600", "gap KH vs=wealth", "stunting", SAY, "",
     "in the poorest quarter of households in Cambodia", "ក្រុមគ្រួសារក្រីក្របំផុត 25 %"),
    ("KH 2014 39 g=quartile_4 n=900; KH 2014 40 g=quartile_1 n=900; KH 2014 39 g=quartile_2 n=900; "
     "KH 2014 39 g=quartile_3 n=900; KH 2014 39 n=3600", "gap KH vs=wealth", "stunting", WEAK, "overlap",
     "no clear difference", UNCLEAR_KM),
    ("KH 2014 39 g=quartile_4 n=900; KH 2014 40 g=quartile_1 n=900; KH 2014 39 n=3600", "gap KH vs=wealth", "stunting",
     NO, "refusal:missing_group", "", ""),
    ("KH 2014 39 n=3600", "gap KH vs=wealth", "stunting", NO, "refusal:too_few", "", ""),
    ("KH 2014 39 n=3600; KH 2014 40 g=rural n=900; KH 2014 - g=urban s=suppressed", "gap KH vs=residence", "stunting",
     NO, "refusal:hidden", "", ""),
    ("KH 2014 30 n=3600; KH 2014 32 g=rural n=900; KH 2014 20 g=urban n=900", "gap KH vs=residence",
     "population_under15_share", NO, "refusal:context", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "ask", "indicator", "verdict", "code", "english", "khmer"),
    CASES_OF_CASES + DIFFERENCES + GROUPS,
)
def test_rule(figures: str, ask: str, indicator: str, verdict: str, code: str, english: str, khmer: str) -> None:
    for message, words in zip(said(figures, ask, indicator), (english, khmer), strict=True):
        assert message.verdict == verdict, message
        assert (message.codes[:1] or ("",))[0] == code or (verdict == SAY and not code), message
        assert (message.headline == "") == (verdict == NO)
        assert words in message.headline
        assert len(message.reasons) == len(message.codes)
        if verdict == NO:
            assert message.reasons
