"""Ordinary workbooks that look a little as if they told of somebody, and tell of nobody who needs protection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bench.persons.books import CHART, MAIN, PROVINCES, Book, Row, book, escape, written
from bench.persons.people import FAMILIES, GIVEN_BOYS, GIVEN_GIRLS, khmer_digits, villages
from bench.persons.places import drawing, properties, runs

LINES = (
    "Focal person: Ms. {staff}, Programme Manager",
    "Prepared by: {staff}",
    "Prepared by {staff}, M&E officer, {day}",
    "Approved by Mr. {staff}, Executive Director",
    "Data entry: {staff}; checked: {staff2}",
    "Contact: {staff}, {office}, info@childaid.org.kh",
    "For questions write to info@coalition-crc.org or call {office}",
    "Office: #{house}, Street 592, Sangkat Boeung Kak II, Khan Tuol Kouk, Phnom Penh",
    "Tel: (+855) 23 {tail}",
    "Girls 9-11: 45.2 %, boys 9-11: 43.8 %",
    "Girls aged 12: 34.2 %; boys aged 12: 31.0 %",
    "Girls 9, boys 12, total 21",
    "Among girls aged 15, 12.5 % were married",
    "Children born between 01/01/2010 and 31/12/2014",
    "Field work: 12/03/2014 - 20/04/2014",
    "Figures as of {day}",
    "Project Sophea, funded by the European Union",
    "Source: Kantha Bopha Hospital, Siem Reap",
    "Partner: Mith Samlanh, Krousar Thmey and Damnok Toek",
    "Sovann Phum Arts and Sok Sabay programme, 9 villages",
    "Victims supported: 12 girls and 9 boys",
    "Case management: 45 cases closed, 12 open",
    "Chea Sim Santhormok High School, Bun Rany Hun Sen Primary School",
    "Table 9. Children under 5 by province",
    "Kampong Cham, 12 villages; Takeo, 9 villages",
    "Her Excellency Dr. {staff}, Minister of Women's Affairs",
    "Signed: {staff}, Director of the Department of Social Affairs, {day}",
    "Registration of the organisation: no. 1234 of 12 May 2006",
    "Reference: KHM-2014-0{tail}",
    "Children with a birth certificate, 5 years and under",
    "Mother's education, wealth quintile and residence",
    "The name of the village is that of 2008",
    "National hotline for children: 1280",
    "Interviews with 4,520 women aged 15-49",
    "Estimates for Svay Rieng (n = 312), Prey Veng (n = 298)",
    "A child is a person under 18 (CRC, article 1)",
    "Save the Children, 12 districts, 2014",
    "Angkor Hospital for Children, 9 wards",
    "Updated by {staff} on {day}",
    "Team leader {staff}, supervisors {staff2} and others",
    "Version 2.1 of {day}, 14 sheets",
    "Lot {house}, National Road 6, Siem Reap: office of the department",
)
LINES_KM = (
    "រៀបចំដោយ៖ លោក {staff_km} មន្ត្រីទិន្នន័យ",
    "ទំនាក់ទំនង៖ លោកស្រី {staff_km} ទូរស័ព្ទការិយាល័យ {office_km}",
    "ចំនួនកុមារអាយុ ៥ ដល់ ១៧ ឆ្នាំ តាមខេត្ត",
    "កុមារីអាយុ ១៥-១៩ ឆ្នាំ៖ ១២,៥ %",
    "អត្រាកុមារក្រិនអាយុក្រោម ៥ឆ្នាំ",
    "សាលាបឋមសិក្សា ហ៊ុន សែន ខេត្តតាកែវ",
    "កុមារប្រុស ៩ នាក់ កុមារីស្រី ១២ នាក់",
    "ប្រភព៖ មន្ទីរពេទ្យគន្ធបុប្ផា",
    "គម្រោង សុភា មូលនិធិសហភាពអឺរ៉ុប",
    "ថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០១៤",
    "អនុម័តដោយ លោក {staff_km} ប្រធានមន្ទីរ",
    "ខេត្តកែប ៩ ភូមិ ខេត្តតាកែវ ១២ ភូមិ",
    "ករណីរំលោភបំពាន ៤៥ ករណី",
    "អាសយដ្ឋានការិយាល័យ៖ ផ្ទះលេខ {house_km} ផ្លូវ ៥៩២ សង្កាត់បឹងកក់ទី២ ភ្នំពេញ",
    "លេខទូរស័ព្ទជំនួយកុមារ ១២៨០",
    "កុមារដែលកើតពីឆ្នាំ ២០១០ ដល់ ២០១៤",
    "អង្គការ មិត្តសំឡាញ់ និង គ្រួសារថ្មី",
    "ឈ្មោះភូមិ តាមជំរឿនឆ្នាំ ២០០៨",
    "ភាគរយនៃកុមារដែលមានសំបុត្រកំណើត",
    "ហត្ថលេខា៖ {staff_km} នាយកប្រតិបត្តិ",
)
FILES = (
    "Kantha Bopha 2014",
    "Report Sok Sabay programme",
    "Takeo girls 9-11",
    "Annual figures Krousar Thmey",
    "Prey Veng and Svay Rieng 2014",
    "Project Sophea indicators",
    "ទិន្នន័យកុមារ ខេត្តកែប",
    "Case management summary 2014",
    "Banteay Meanchey 12 districts",
    "CDHS 2014 stunting final v2",
    "Report prepared by {staff}",
    "តារាងសូចនាករ ២០១៤",
)
SHEETS = (
    "Girls 9-11",
    "Prey Veng",
    "Boys 12",
    "Notes",
    "Kampong Cham",
    "កុមារី ៥-១៧",
    "Table 12",
    "Cover",
    "Hun Sen schools",
)


@dataclass(frozen=True, slots=True)
class Clean:
    """A workbook that should be let in: which likenesses it has, and the file."""

    kinds: tuple[str, ...]
    file_name: str
    content: bytes


def _words(rng: Random) -> dict[str, str]:
    """Officials and offices."""
    people = []
    for _ in range(2):
        family, family_km = rng.choice(FAMILIES).split(":")
        given, given_km = rng.choice(rng.choice((GIVEN_GIRLS, GIVEN_BOYS))).split(":")
        people.append((f"{family} {given}", f"{family_km} {given_km}"))
    tail, house = f"{rng.randint(200, 999)} {rng.randint(100, 999)}", rng.randint(2, 300)
    return {
        "staff": people[0][0],
        "staff2": people[1][0],
        "staff_km": people[0][1],
        "tail": tail,
        "office": f"023 {tail}",
        "office_km": khmer_digits(f"023 {tail}"),
        "house": str(house),
        "house_km": khmer_digits(house),
        "day": f"{rng.randint(1, 28)}/0{rng.randint(1, 9)}/2015",
    }


def _line(rng: Random, shown: bool | None) -> str:
    lines: Sequence[str] = LINES_KM if rng.random() < 0.35 else LINES
    if shown is not None:
        lines = lines[0 if shown else 1 :: 2]
    return rng.choice(lines).format(**_words(rng))


def _above(rng: Random, made: Book, text: str) -> None:
    made.sheets["Data"].insert(0, [text])


def _below(rng: Random, made: Book, text: str) -> None:
    made.sheets["Data"] += [[], [text]]


def _cover(rng: Random, made: Book, text: str) -> None:
    told = _words(rng)
    made.sheets["Cover"] = [
        ["Organisation", "Child Aid Cambodia"],
        ["Contact person", told["staff"]],
        ["Position", "M&E officer"],
        ["Phone", told["office"]],
        ["E-mail", "info@childaid.org.kh"],
        ["Address", f"#{told['house']}, Street 271, Phnom Penh"],
        ["Note", text],
    ]


def _box(rng: Random, made: Book, text: str) -> None:
    made.extra["xl/drawings/drawing1.xml"] = drawing(f"<xdr:sp><xdr:txBody>{runs(text)}</xdr:txBody></xdr:sp>")


def _header(rng: Random, made: Book, text: str) -> None:
    made.after = f"<headerFooter><oddHeader>&amp;L{escape(text.replace('&', '&&'))}</oddHeader></headerFooter>"


def _properties(rng: Random, made: Book, text: str) -> None:
    made.extra["docProps/core.xml"] = properties(creator=_words(rng)["staff"], title=text)


def _chart(rng: Random, made: Book, text: str) -> None:
    points = "".join(f'<c:pt idx="{n}"><c:v>{one}</c:v></c:pt>' for n, one in enumerate(PROVINCES))
    made.extra["xl/charts/chart1.xml"] = (
        f'<c:chartSpace xmlns:c="{CHART}"><c:chart><c:ser><c:cat><c:strRef><c:strCache>{points}</c:strCache>'
        f"</c:strRef></c:cat>"
        "</c:ser></c:chart></c:chartSpace>"
    )


def _choices(rng: Random, made: Book, text: str) -> None:
    items = ",".join(rng.sample([latin for latin, _ in villages()], 6))
    made.after = (
        '<dataValidations count="1"><dataValidation type="list" sqref="D1:D9" prompt="Choose the village"><formula1>'
        f"{escape(chr(34) + items + chr(34))}</formula1></dataValidation></dataValidations>"
    )


def _pivot(rng: Random, made: Book, text: str) -> None:
    items = "".join(f'<s v="{latin}"/>' for latin, _ in villages())
    ages = "".join(f'<n v="{n}"/>' for n in range(5, 15))
    made.extra["xl/pivotCache/pivotCacheDefinition1.xml"] = (
        f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields><cacheField'
        f' name="Village"><sharedItems>{items}</sharedItems>'
        f'</cacheField><cacheField name="Age"><sharedItems>{ages}</sharedItems></cacheField></cacheFields>'
        f"</pivotCacheDefinition>"
    )


def _schools(rng: Random, made: Book, text: str) -> None:
    rows: list[Row] = [["School", "Girls", "Boys"]]
    for _ in range(rng.randint(4, 8)):
        family, given = rng.choice(FAMILIES).split(":")[0], rng.choice(GIVEN_BOYS).split(":")[0]
        ending = rng.choice(("Primary School", "High School", "Lower Secondary School"))
        rows.append([f"{family} {given} {ending}", rng.randint(20, 90), rng.randint(20, 90)])
    made.sheets["Schools"] = rows


def _villages(rng: Random, made: Book, text: str) -> None:
    khmer = rng.random() < 0.5
    rows: list[Row] = [["ភូមិ", "កុមារី", "កុមារា"] if khmer else ["Village", "Girls", "Boys"]]
    rows += [[one[khmer], rng.randint(20, 90), rng.randint(20, 90)] for one in rng.sample(villages(), 7)]
    made.sheets["Villages"] = rows


def _officers(rng: Random, made: Book, text: str) -> None:
    rows: list[Row] = [["Province", "Responsible officer", "Reports received"]]
    rows += [[place, _words(rng)["staff"], rng.randint(1, 12)] for place in rng.sample(PROVINCES, 6)]
    made.sheets["Reporting"] = rows


def _ages(rng: Random, made: Book, text: str) -> None:
    rows: list[Row] = [["Age", "Girls", "Boys"]]
    rows += [[age, rng.randint(20, 90), rng.randint(20, 90)] for age in range(6, 15)]
    rows += [["Girls 9", rng.randint(1, 40)], ["Boys 9", rng.randint(1, 40)]]
    made.sheets["Single ages"] = rows


def _projects(rng: Random, made: Book, text: str) -> None:
    names = ("Sok Sabay", "Krousar Thmey", "Mith Samlanh", "Damnok Toek", "Sovann Phum", "Kantha Bopha", "Chibodia")
    made.sheets["Projects"] = [
        ["Project", "Villages", "Children reached"],
        *([one, rng.randint(2, 12), rng.randint(30, 900)] for one in names),
    ]


LIKENESSES: tuple[Callable[[Random, Book, str], None], ...] = (
    _above, _below, _cover, _box, _header, _properties, _chart, _choices, _pivot, _schools, _villages, _officers, _ages,
    _projects,
)  # fmt: skip


def clean(seed: int, number: int, shown: bool | None = None) -> list[Clean]:
    """So many workbooks with two or three likenesses each; ``shown`` takes the even or the odd"
    " half of the sentences."""
    rng = Random(f"clean {seed}")
    found = []
    for n in range(number):
        name = rng.choice(FILES).format(**_words(rng)) if n % 3 == 0 else ""
        made = book(rng, name)
        kinds = [LIKENESSES[n % len(LIKENESSES)], *rng.sample(LIKENESSES, rng.randint(1, 2))]
        for kind in dict.fromkeys(kinds):
            kind(rng, made, _line(rng, shown))
        if n % 5 == 0:
            made.sheets.setdefault(rng.choice(SHEETS), [["Notes"], [_line(rng, shown)]])
        if n % 7 == 0 and not (made.after or made.before or made.extra):
            made.kind = rng.choice(("csv", "ods"))
        found.append(
            Clean(tuple(kind.__name__.strip("_") for kind in kinds), f"{made.name}.{made.kind}", written(made))
        )
    return found
