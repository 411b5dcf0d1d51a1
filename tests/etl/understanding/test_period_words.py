"""Times that are not the year of a figure, in the many ways officers write them, and those that are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.periods.read import find_periods, named_part_of_year, read_period_cell, refused_in, strip_periods
from etl.periods.words import word_numbers

LATEST = 2027

PARTS = """2023 (Jan-Jun); Jan–Jun 2023; January to June 2023; January - September 2023; 2023 Jan–Jun; 2023 (Jan.-Jun.)
Jan-June, 2023; Jan 2023 - Jun 2023; 1 January to 30 June 2023; 1 Jan - 30 Jun 2023; 01/01/2023 - 30/06/2023; 01-06/2023
Oct 2022 - Sep 2023; 2023*(Jan-Aug); មករា-មិថុនា ២០២៣; មករា ដល់ មិថុនា ២០២៣; ខែមករា ដល់ខែមិថុនា ឆ្នាំ២០២៣; ខែ១-៦ ឆ្នាំ២០២៣
ពីខែមករា ដល់ ខែកញ្ញា ឆ្នាំ២០២៣; 6 months 2023; 9M 2023; 6M2023; 2023 (6 months); 2023 (9M); 2023 6M; nine months 2023
nine-month 2023; first 9 months of 2023; last 6 months of 2023; ៦ខែ ២០២៣; ៦ខែដើមឆ្នាំ២០២៣; ៦ ខែ ដើមឆ្នាំ ២០២៣; ៩ខែ ឆ្នាំ២០២៣
ប្រាំមួយខែ ឆ្នាំ២០២៣; ៦ខែចុងឆ្នាំ២០២៣; ដើមឆ្នាំ២០២៣; H1 2023; 2023 H1; 1H 2023; 1H2023; 2023H1; S1 2023; 2023-S1; Sem 1 2023
1st semester 2023; first semester 2023; Semester 1, 2023; first half 2023; first half of 2023; 1st half of 2023; half year 2023
half-year 2023; ឆមាសទី១ ឆ្នាំ២០២៣; ឆមាស ២០២៣; ឆមាសទី២ ២០២៣; Q1 2023; 2023Q2; 2023-Q2; Q2/2023; T1 2023; quarter 3 2023
3rd quarter 2023; Q1-Q3 2023; Q1–Q2 2023; ត្រីមាសទី១ ឆ្នាំ២០២៣; ត្រីមាស១ ២០២៣; week 12 2023; 2023 W12; 2023 YTD; 2023 to date
2023 year to date; 2023 so far; 2023 (partial); partial 2023; as of June 2023; as of 30 June 2023; up to Sep 2023
until September 2023; 2023 (as of June); 2023 (up to Sep); គិតត្រឹមខែមិថុនា ឆ្នាំ២០២៣; រហូតដល់ខែមិថុនា ២០២៣; early 2023
late 2023; Mid-year report 2023; 2023*(6 months); 2023† (9 months); 2023** first half; 01/2023-06/2023; 1/2023 - 9/2023"""
OPEN = """before 2019; since 2015; until 2020; after 2015; from 2015; from 2015 onwards; 2015 onwards; 2015+; >2015; pre-2019
post-2015; prior to 2019; up to 2020; 2019 and before; 2019 or earlier; 2015-present; 2015 - now; តាំងពីឆ្នាំ២០១៥; ចាប់ពីឆ្នាំ២០១៥
ចាប់តាំងពីឆ្នាំ ២០១៥; មុនឆ្នាំ២០១៩; ក្រោយឆ្នាំ២០១៥; រហូតដល់ឆ្នាំ២០២០"""
PLANS = """Plan 2024; 2024 plan; Planned 2024; 2024 (planned); Target 2025; 2025 target; Targets 2030; goal 2030; 2030 goal
Projected 2025; 2025 projected; 2025 (projection); forecast 2025; Forecast, 2025; budget 2024; 2024 budget; expected 2024
2024 expected; by 2030; ចំណុចដៅ ២០២៥; ចំណុចដៅឆ្នាំ២០២៥; គោលដៅឆ្នាំ២០៣០; ផែនការ ២០២៤; ផែនការឆ្នាំ២០២៤; រំពឹងទុក ២០២៤; ឆ្នាំ២០២៥ (ព្យាករ)
2025 (proj.); Milestone 2025; 2025 milestones; Benchmark 2025; Objective 2025; simulated 2025; simulation 2025"""
MONTHS = "June 2023; ខែមិថុនា ឆ្នាំ២០២៣; ខែ៦ ឆ្នាំ២០២៣; 06/2023; 2023-06; 2023M06; ធ្នូ ២០២៣"
HALVES = "SY2020; SY 2021; SY2021; ឆ្នាំសិក្សា ២០២១; Academic year 2022"
YEARS = {
    "2014": "2014; FY2014; FY 2014; calendar year 2014; CY2014; Report 2014; baseline 2014; data from 2014; annual 2014; B.E. 2557"
    "; ព.ស. ២៥៥៧; គ.ស. ២០១៤; ឆ្នាំ២០១៤; January–December 2014; Jan-Dec 2014; 2014 (Jan-Dec); 1 January - 31 December "
    "2014; 01/01/2014 - 31/12/2014; as of 31 December 2014; as of December 2014; as of 2014; end of 2014; end 2014"
    "; at the end of 2014; by the end of 2014; គិតត្រឹមឆ្នាំ២០១៤; ចុងឆ្នាំ ២០១៤; ពេញមួយឆ្នាំ ២០១៤; មករា-ធ្នូ ២០១៤; "
    "mid-2014; 12 months 2014; 2014 (12 months); ១២ខែ ឆ្នាំ២០១៤; Q1-Q4 2014; 31 December 2014",
    "2020-21": "2020-21; 2020/2021; 2020/21; SY20-21; SY 2020-21; SY2020/21; ឆ្នាំសិក្សា ២០២០-២០២១; ឆ្នាំសិក្សា២០២០-២១; FY2020-21"
    "; academic year 2020-2021",
    "2021-22": "SY2122; CDHS 2021-22",
    "2019-20": "SY1920; SY 1920",
    "2015-2020": "from 2015 to 2020; between 2015 and 2020; ពីឆ្នាំ២០១៥ ដល់ឆ្នាំ២០២០; ចាប់ពីឆ្នាំ២០១៥ ដល់ ២០២០; 2015–2020",
}


def each(texts: str) -> list[str]:
    return [text.strip() for line in texts.splitlines() for text in line.split(";") if text.strip()]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (kind, text)
        for kind, texts in {
            "part": PARTS,
            "open": OPEN,
            "plan": PLANS,
            "month": MONTHS,
            "half_school_year": HALVES,
        }.items()
        for text in each(texts)
    ],
)
def test_what_is_no_year_is_none_in_a_cell_and_in_a_title(kind: str, text: str) -> None:
    assert read_period_cell(text, latest=LATEST).kind == kind
    for title in (text, f"Birth registration by province, {text}", f"Table 2. {text}: stunting (%)"):
        found = find_periods(title, latest=LATEST)
        assert [one.kind for one in found] == [kind], found


@pytest.mark.parametrize(("label", "text"), [(label, text) for label, texts in YEARS.items() for text in each(texts)])
def test_what_is_the_year_is_read_as_the_year(label: str, text: str) -> None:
    assert read_period_cell(text, latest=LATEST).label == label
    assert not [one for one in find_periods(text, latest=LATEST) if one.refused]


@pytest.mark.parametrize(
    "title",
    each(
        """Exclusive breastfeeding under 6 months 2014; Exclusive breastfeeding (0-5 months), 2014; Vaccinated by 12 months, 2014
        Children 6-23 months receiving minimum diet 2014; Number of children aged 6 months to 5 years, 2014; Family planning 2014
        Violent discipline in the past month, children 1-14, 2014; Partner violence in the past 12 months 2014
        Sexual violence before 18, 2014; Child marriage (before 18) 2014 (%); Infant mortality, ten years before the survey 2014
        Births with a skilled attendant, CDHS (births in the five years before) 2014; Target villages 2014; Planned pregnancies 2014
        ផែនការគ្រួសារ ២០១៤; ក្រសួងផែនការ ឆ្នាំ២០១៤; Department of Planning, 2014; Plan International Cambodia, 2014
        Education budget share 2014; Expected years of schooling 2014; Children in conflict with the law, 2014
        ANC in first trimester 2014; Population mid-year 2014; Mid-year population by province, 2014; ប្រជាជនពាក់កណ្តាលឆ្នាំ ២០១៤
        Stunting Q1 (poorest) 2014; Diarrhoea in the last two weeks 2014; Stunting by year, 2014; A quarter of children 2014
        Children under five, half of them boys, 2014; CDHS 2014 (June-December 2014); Data as of 31 December 2014
        Children in residential care at the end of 2014; Year-end report 2014; របាយការណ៍ប្រចាំឆ្នាំ ២០១៤; កុមារអាយុ ៦ខែ ២០១៤
        របាយការណ៍ចុងឆ្នាំ ២០១៤; កុមារអាយុពី ៦ដល់២៣ខែ ២០១៤; ក្រោម ៦ខែ ២០១៤; Pre-school 2014; After-school programme 2014
        births before arrival 2014; Early marriage 2014; Early initiation of breastfeeding 2014; Mid-upper arm circumference 2014
        Child Protection Law adopted 2014; Stunting 2014 (No. 2013/15); Stunting 2014, letter of 12 March 2015"""
    ),
)
def test_words_of_other_things_leave_the_year_alone(title: str) -> None:
    found = find_periods(title, latest=LATEST)
    assert [(one.label, one.status) for one in found] == [("2014", "")]


@pytest.mark.parametrize(
    "title",
    each(
        """No. 2023/15; លេខ ២០២៣/១៥ អយក; 2016/045 MoWA; Survey of 2014 households; National Strategic Development Plan 2019-2023
        Action Plan 2017-2021; Plan 2019-2023; Phnom Penh, 12 March 2024; Report_20231112; ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២៤
        Multidimensional poverty headcount, global MPI 2023 release; UN estimate (2019 revision); ref. 15/2023; No. 2023"""
    ),
)
def test_numbers_of_papers_dates_and_counts_are_no_years(title: str) -> None:
    assert find_periods(title, latest=LATEST) == ()


@pytest.mark.parametrize(
    ("title", "labels", "refused"),
    [
        ("First semester: birth registration by province, 2023", [], ["part"]),
        ("Semester report, birth registration", [], ["part"]),
        ("6-month report, birth registration by province, 2023", [], ["part"]),
        ("របាយការណ៍រយៈពេល ៩ខែ ឆ្នាំ២០២៤", [], ["part"]),
        ("Stunting 2014 and target 2030", ["2014"], ["plan"]),
        ("Projected birth registration by province, 2025", [], ["plan"]),
        ("Targets by province", [], ["plan"]),
        ("Statistics 2022 and January-June 2023", ["2022"], ["part"]),
        ("Children reintegrated since 2015", [], ["open"]),
        ("Progress towards the targets: stunting 2014", ["2014"], []),
    ],
)
def test_words_far_from_a_year_still_take_it(title: str, labels: list[str], refused: list[str]) -> None:
    found = find_periods(title, latest=LATEST)
    assert [one.label for one in found if one.accepted] == labels
    assert [one.kind for one in found if one.refused] == refused


@pytest.mark.parametrize(
    ("name", "of_file", "kind"),
    [
        ("Q1", False, "part"),
        ("H2", False, "part"),
        ("9M", False, "part"),
        ("៦ខែ", False, "part"),
        ("June", False, "month"),
        ("Report Q3 Battambang", True, "part"),
        ("Report_June", True, ""),
        ("T1", False, ""),
        ("S2", False, ""),
        ("12M", False, ""),
        ("Wealth Q1", False, ""),
        ("Kep", False, ""),
        ("March of children", False, ""),
    ],
)
def test_names_that_are_a_part_of_a_year(name: str, of_file: bool, kind: str) -> None:
    assert (found.kind if (found := named_part_of_year(name, of_file=of_file)) else "") == kind


def test_the_words_of_a_time_are_told_and_taken_out() -> None:
    told = refused_in("Birth registration by province, 2023 (January–June)")
    assert told is not None and told.words == "2023 (January-June"
    assert strip_periods("Birth registration (Jan–Jun 2023)") == "Birth registration"
    assert strip_periods("ការចុះបញ្ជីកំណើត ៦ខែដើមឆ្នាំ២០២៤") == "ការចុះបញ្ជីកំណើត"


# -- properties --------------------------------------------------------------------------------------------------

KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
YEAR = st.integers(1990, LATEST - 1)
MONTH_NAMES = sorted(word_numbers("month"))
PART_FORMS = [
    "Q{q} {y}",
    "{y}Q{q}",
    "{y}-Q{q}",
    "quarter {q}, {y}",
    "ត្រីមាសទី{q} ឆ្នាំ{y}",
    "H{h} {y}",
    "{y} H{h}",
    "semester {h} of {y}",
    "ឆមាសទី{h} ឆ្នាំ{y}",
    "{n} months {y}",
    "{n}M {y}",
    "{y} ({n} months)",
    "{n}ខែ {y}",
    "{n}ខែដើមឆ្នាំ{y}",
    "{y} YTD",
    "week {n} {y}",
]


@given(YEAR, st.booleans())
def test_every_form_of_a_year_is_the_same_year(year: int, khmer: bool) -> None:
    for form in (
        "{}",
        "FY{}",
        "ឆ្នាំ {}",
        "January-December {}",
        "មករា-ធ្នូ {}",
        "as of 31 December {}",
        "end of {}",
        "12 months {}",
    ):
        text = form.format(year)
        assert read_period_cell(text.translate(KHMER) if khmer else text, latest=LATEST)[1:4] == (year, year, str(year))
    for form in ("B.E. {}", "ព.ស. {}"):
        assert read_period_cell(form.format(year + 543), latest=LATEST)[1:4] == (year, year, str(year))


@given(YEAR, st.booleans())
def test_every_form_of_a_school_year_is_the_same_years(year: int, khmer: bool) -> None:
    after = year + 1
    short = f"{year % 100:02d}{after % 100:02d}"
    forms = [
        f"SY {year}-{after}",
        f"SY{year}/{after % 100:02d}",
        f"ឆ្នាំសិក្សា {year}-{after}",
        f"academic year {year}/{after}",
    ]
    forms += [f"SY{short}"] if short != "2021" and not 1950 <= int(short) <= LATEST else []
    for text in forms:
        read = read_period_cell(text.translate(KHMER) if khmer else text, latest=LATEST)
        assert (read.kind, read.year_start, read.year_end) == ("school_year", year, after)


@given(YEAR, st.sampled_from(PART_FORMS), st.integers(1, 4), st.integers(1, 2), st.integers(1, 11), st.booleans())
def test_a_part_of_a_year_is_never_accepted(year: int, form: str, q: int, h: int, n: int, khmer: bool) -> None:
    text = form.format(y=year, q=q, h=h, n=n)
    text = text.translate(KHMER) if khmer else text
    read = read_period_cell(text, latest=LATEST)
    assert (read.kind, read.year_start) == ("part", year)
    for title in (f"Stunting by province, {text}", f"{text} - ភាពក្រិន"):
        assert [(one.kind, one.year_start) for one in find_periods(title, latest=LATEST)] == [("part", year)]


@given(YEAR, st.sampled_from(MONTH_NAMES), st.sampled_from(MONTH_NAMES), st.sampled_from(["-", " to ", " – ", " ដល់ "]))
def test_months_are_the_year_only_from_its_first_to_its_last(year: int, one: str, other: str, to: str) -> None:
    whole = (word_numbers("month")[one], word_numbers("month")[other]) == (1, 12)
    for text in (f"{one}{to}{other} {year}", f"{year} ({one}{to}{other})", f"{one} {year}{to}{other} {year}"):
        read = read_period_cell(text, latest=LATEST)
        assert read.accepted == whole and read.year_start == year, text


@given(st.sampled_from(["before", "since", "until", "after", "pre", "មុនឆ្នាំ", "តាំងពីឆ្នាំ", "រហូតដល់ឆ្នាំ", "ក្រោយឆ្នាំ"]), YEAR)
def test_open_spans_are_never_accepted(word: str, year: int) -> None:
    assert read_period_cell(f"{word} {year}", latest=LATEST).kind == "open"
    assert [one.kind for one in find_periods(f"Stunting {word} {year} by province", latest=LATEST)] == ["open"]


@given(
    st.text(max_size=40), st.sampled_from(["2014", "Jan", "6", "Q1", "month", "to", "-", "ខែ", "ឆ្នាំ", "plan", "2023"])
)
def test_nothing_makes_it_fall_over(text: str, word: str) -> None:
    for whole in (text, f"{text} {word}", f"{word}{text}{word}"):
        for one in find_periods(whole, latest=LATEST):
            assert one.accepted != one.refused and one.accepted == bool(one.label)
        strip_periods(whole)
        named_part_of_year(whole)
