"""Kinds as the forms of ministries look: everything told twice, in Khmer and in English, and codes beside names."""

from __future__ import annotations

import random

from tests.etl.corpus import world
from tests.etl.corpus.draft import Case
from tests.etl.corpus.kinds import kind

JOINS = ("{0} {1}", "{0}/{1}", "{0} / {1}", "{0}\n{1}", "{0} ({1})", "{0} - {1}", "{0} – {1}", "{0} | {1}")
WORDS = {
    "area": ("ខេត្ត", "Province"),
    "period": ("ឆ្នាំ", "Year"),
    "sex": ("ភេទ", "Sex"),
    "value": ("តម្លៃ", "Value"),
    "indicator": ("សូចនាករ", "Indicator"),
    "total": ("សរុប", "Total"),
    "female": ("ស្រី", "Female"),
    "male": ("ប្រុស", "Male"),
    "urban": ("ទីក្រុង", "Urban"),
    "rural": ("ជនបទ", "Rural"),
    "KH": ("ជាតិ", "National"),
    "number": ("ល.រ", "No."),
}


class Form:
    """One form: how it joins the two languages, and which comes first."""

    def __init__(self, rng: random.Random) -> None:
        self.join, self.turned = rng.choice(JOINS), rng.random() < 0.4

    def both(self, khmer: str, english: str) -> str:
        """One label in both languages."""
        return self.join.format(*((english, khmer) if self.turned else (khmer, english)))

    def word(self, name: str) -> str:
        """A header or a group in both languages."""
        return self.both(*WORDS[name])

    def area(self, code: str) -> str:
        """A province, or the country, in both languages."""
        known = world.provinces()
        return self.both(known[code].name_km, known[code].name_en) if code in known else self.word(code)


@kind
def form_in_two_languages(case: Case, rng: random.Random) -> None:
    """Groups across, everything in Khmer and English, the country first as "ជាតិ National"."""
    form, page, code = Form(rng), case.page(), rng.choice(world.PERCENT)
    known = world.catalogue().indicators[code]
    page.put(0, 0, form.both(known.name_km, known.name_en))
    page.put(1, 0, form.both("ឆ្នាំ២០១៤", "Year 2014") if rng.random() < 0.5 else "2014")
    groups = rng.choice((("total", "female", "male"), ("total", "urban", "rural")))
    kind_of = "sex" if "male" in groups else "residence"
    page.row(3, [form.word("number"), form.word("area"), *map(form.word, groups)])
    for row, area in enumerate(("KH", *world.areas(rng, 5)), 4):
        base = world.percent(rng)
        page.row(row, [row - 3, form.area(area)])
        for col, group in enumerate(groups, 2):
            value = world.part(base, group)
            page.put(row, col, value)
            case.fact(page, row, col, code, area, 2014, value, **({} if group == "total" else {kind_of: group}))


@kind
def form_with_a_column_of_groups(case: Case, rng: random.Random) -> None:
    """Place, year, sex and indicator down columns, each in both languages."""
    form, page = Form(rng), case.page()
    page.row(0, [form.word(name) for name in ("area", "period", "sex", "indicator", "value")])
    codes, row = world.indicators(rng, 2), 1
    for area in world.areas(rng, 3):
        for code in codes:
            base, known = world.percent(rng), world.catalogue().indicators[code]
            for group in ("total", "female", "male"):
                value = world.part(base, group)
                name = form.both(known.name_km, known.name_en)
                page.row(row, [form.area(area), 2014, form.word(group), name, value])
                case.fact(page, row, 4, code, area, 2014, value, **({} if group == "total" else {"sex": group}))
                row += 1


@kind
def halves_that_contradict(case: Case, rng: random.Random) -> None:
    """A form copied and half translated: "ប្រុស Female" is neither boys nor girls."""
    form, page = Form(rng), case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    wrong = rng.choice((("ប្រុស", "Female"), ("ស្រី", "Male"), ("ទីក្រុង", "Rural"), ("សរុប", "Female"), ("ស្រី", "Total")))
    across = rng.random() < 0.5
    page.row(1, [form.word("area"), form.both(*wrong)] if across else [form.word("area"), "Group", "%"])
    for row, area in enumerate(world.areas(rng, 4), 2):
        if across:
            page.row(row, [form.area(area), world.percent(rng)])
        else:
            page.row(row, [form.area(area), form.both(*wrong), world.percent(rng)])
            case.expect("unknown_category", page, row, 1)
    if across:
        case.expect("unknown_category", page, 1, 1)


@kind
def codes_beside_names(case: Case, rng: random.Random) -> None:
    """The code of the statistics institute before or behind the name, in any of its spellings, or in a column."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    styles = (
        "{code} {name}",
        "{name} ({code})",
        "KH.{code} {name}",
        "KH-{code} - {name}",
        "{name} KH{code}",
        "({code}) {name}",
        "KH.{code}",
        "KH-{code}",
        "{code}. {name}",
        "{code}-{name}",
        "{code}|{name}",
        "{name}, KH.{code}",
    )
    style, column = rng.choice(styles), rng.random() < 0.3
    khmer = rng.random() < 0.4
    page.row(1, ["Code", "Province", "%"] if column else ["Province", "%"])
    for row, area in enumerate(world.areas(rng, 6), 2):
        known, value = world.provinces()[area], world.percent(rng)
        name = known.name_km if khmer else known.name_en
        cells = [area[2:], name] if column else [style.format(code=area[2:], name=name)]
        page.row(row, [*cells, value])
        case.fact(page, row, len(cells), "stunting", area, 2014, value)


@kind
def two_groups_in_one_header(case: Case, rng: random.Random) -> None:
    """ "Girls, boys" over one column of figures: they are of neither; "Boys and girls" are all."""
    page = case.page()
    page.put(0, 0, "Stunting 2014 (%)")
    label = rng.choice(
        ("Girls, boys", "Male Female", "Stunting - girls, boys", "ប្រុស ស្រី", "Boys and girls", "ទីក្រុង ជនបទ")
    )
    page.row(1, ["Province", label])
    for row, area in enumerate(world.areas(rng, 4), 2):
        value = world.percent(rng)
        page.row(row, [world.area_label(rng, area, "en"), value])
        if label == "Boys and girls":
            case.fact(page, row, 1, "stunting", area, 2014, value)
    if label != "Boys and girls":
        case.expect("unknown_indicator", page, 1, 1)


@kind
def helper_cells_far_right(case: Case, rng: random.Random) -> None:
    """Two cells that feed a chart, above, below or beside the header of a table: no part of it."""
    page = case.page()
    page.put(0, 0, "Situation of children by province, 2014")
    codes = world.indicators(rng, 2)
    page.row(2, ["Province", *(world.indicator_label(rng, code) for code in codes)])
    areas = world.areas(rng, rng.randint(2, 7))
    for row, area in enumerate(areas, 3):
        page.row(row, [world.area_label(rng, area, "en")])
        for col, code in enumerate(codes, 1):
            value = world.percent(rng)
            page.put(row, col, value)
            case.fact(page, row, col, code, area, 2014, value)
    at = rng.choice((0, 1, 2, 3 + len(areas), 5 + len(areas)))
    left = rng.choice((4, 6, 11))
    word = rng.choice(("chart max", "axis", "helper", "max", "អតិបរមា", "series 1"))
    page.put(at, left, word)
    page.put(at + rng.randint(0, 1) if at < 2 else at, left + 1, rng.choice((100, 0, 50.5)))


@kind
def place_in_the_label_of_a_row(case: Case, rng: random.Random) -> None:
    """ "Children reintegrated – Battambang", "Birth registration in Takeo": each row its own place."""
    page, join = (
        case.page(),
        rng.choice(("{0} – {1}", "{0} in {1}", "{0}, {1}", "{1}: {0}", "{0} ({1})", "{0}\n{1}", "{1} - {0}")),
    )
    page.put(0, 0, "Progress report")
    page.row(1, ["No.", "Indicator", "2022", "2023"])
    for row, area in enumerate(world.areas(rng, 6), 2):
        code = rng.choice(("birth_registration_u5", "stunting", "dropout_primary", "children_reintegrated"))
        known = world.catalogue().indicators[code]
        label = join.format(
            known.short_name_en or known.name_en, world.area_label(rng, area, rng.choice(("en", "prefix")))
        )
        page.row(row, [row - 1, label])
        for col, year in enumerate((2022, 2023), 2):
            value = float(rng.randint(10, 90)) if known.unit == "number" else world.percent(rng)
            page.put(row, col, value)
            case.fact(page, row, col, code, area, year, value)


@kind
def near_a_place_is_not_in_it(case: Case, rng: random.Random) -> None:
    """Schools of a town, a district, "outside", "except": no figure of the province."""
    page = case.page()
    page.row(0, ["Indicator", 2023])
    endings = (
        "in Battambang schools",
        "outside Battambang",
        "except Takeo",
        "in Takeo City",
        "in Krong Battambang",
        "in 3 districts of Takeo",
        "– Bati district, Takeo",
        "ក្នុងស្រុកបាទី ខេត្តតាកែវ",
    )
    for row, ending in enumerate(rng.sample(endings, 3), 1):
        page.row(row, [f"Birth registration {ending}", world.percent(rng)])
    case.tolerated |= {"unknown_area", "unknown_indicator"}
    page.row(4, ["Birth registration in Takeo", 61.5])
    case.fact(page, 4, 1, "birth_registration_u5", "KH21", 2023, 61.5)


@kind
def sample_size_in_a_label(case: Case, rng: random.Random) -> None:
    """ "Girls (N=1,204)" is girls; in the label of a row it counts the people of that row."""
    page, style = (
        case.page(),
        rng.choice(("{0} (N={1:,})", "{0} (n = {1})", "{0}, N={1}", "{0} [n={1:,}]", "{0}\n(N={1:,})")),
    )
    across = rng.random() < 0.5
    page.put(0, 0, "Stunting 2014 (%)")
    groups = [("total", "Total"), ("female", rng.choice(("Girls", "ស្រី", "ស្រី Female"))), ("male", "Boys")]
    if across:
        page.row(1, ["Province", *(style.format(word, rng.randint(200, 3000)) for _, word in groups)])
        for row, area in enumerate(world.areas(rng, 4), 2):
            base = world.percent(rng)
            page.put(row, 0, world.area_label(rng, area, "en"))
            for col, (group, _) in enumerate(groups, 1):
                page.put(row, col, value := world.part(base, group))
                more = {} if group == "total" else {"sex": group}
                case.fact(page, row, col, "stunting", area, 2014, value, sample_size=None, **more)
        return
    page.row(1, ["Group", "Takeo"])
    base = world.percent(rng)
    for row, (group, word) in enumerate(groups, 2):
        asked = rng.randint(200, 3000)
        page.row(row, [style.format(word, asked), value := world.part(base, group)])
        more = {} if group == "total" else {"sex": group}
        case.fact(page, row, 1, "stunting", "KH21", 2014, value, sample_size=asked, **more)
