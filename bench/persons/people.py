"""Invented children: names as families in Cambodia bear them, Khmer, Cham, Vietnamese, of the highlands and foreign."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FAMILIES = [
    "Sok:សុខ",
    "Chea:ជា",
    "Keo:កែវ",
    "Chan:ចាន់",
    "Ly:លី",
    "Heng:ហេង",
    "Kong:គង់",
    "Tep:ទេព",
    "Mao:ម៉ៅ",
    "Prak:ប្រាក់",
    "Nhem:ញ៉ែម",
    "Oum:អ៊ុំ",
    "Pich:ពេជ្រ",
    "Sam:សំ",
    "Sar:ស",
    "Som:សោម",
    "Sin:ស៊ីន",
    "Suon:សួន",
    "Tan:តាន់",
    "Thong:ថោង",
    "Touch:ទូច",
    "Uch:អ៊ុច",
    "Yin:យិន",
    "Yim:យឹម",
    "Khorn:ខន",
    "Phan:ផាន់",
    "Rous:រស់",
    "Chhim:ឈឹម",
    "Hang:ហង្ស",
    "Him:ហ៊ឹម",
    "Hor:ហោ",
    "Kann:កាន់",
    "Lor:ឡ",
    "Moul:មូល",
    "Neak:នាក់",
    "Nov:នៅ",
    "Noun:នួន",
    "Pen:ប៉ែន",
    "Poeung:ប៉ឹង",
    "Ret:រ៉េត",
    "Roeun:រឿន",
    "Sao:សៅ",
    "Say:សាយ",
    "Seak:សៀក",
    "Soth:សុធ",
    "Srun:ស្រ៊ុន",
    "Svay:ស្វាយ",
    "Tang:តាំង",
    "Theng:ថេង",
    "Tum:ទុំ",
    "Van:វ៉ាន់",
    "Veng:វេង",
    "Yav:យ៉ាវ",
    "Yos:យស",
    "Meas:មាស",
    "Nuth:នុត",
    "Chhoun:ឈួន",
    "Loeung:លឿង",
    "Kheng:ខេង",
    "Eam:អៀម",
    "Ros:រស់",
    "Sun:ស៊ុន",
    "Chum:ជុំ",
    "Duch:ឌុច",
]
GIVEN_GIRLS = [
    "Sophea:សុភា",
    "Sreymom:ស្រីមុំ",
    "Sreyneang:ស្រីនាង",
    "Chanthy:ចាន់ធី",
    "Bopha:បុប្ផា",
    "Sreyleak:ស្រីល័ក្ខ",
    "Kunthea:គន្ធា",
    "Sopheap:សុភាព",
    "Chenda:ចិន្តា",
    "Davin:ដាវីន",
    "Devi:ទេវី",
    "Kolab:កុលាប",
    "Leakena:លក្ខិណា",
    "Malis:ម្លិះ",
    "Mealea:មាលា",
    "Navy:ណាវី",
    "Nita:នីតា",
    "Pisey:ពិសី",
    "Raksmey:រស្មី",
    "Rachana:រចនា",
    "Sokunthea:សុគន្ធា",
    "Theary:ធារី",
    "Thida:ធីតា",
    "Channary:ច័ន្ទនារី",
    "Sothida:សុធីតា",
    "Lyhour:លីហួរ",
    "Sreypov:ស្រីពៅ",
    "Rumdoul:រំដួល",
    "Vanny:វណ្ណី",
    "Kanika:កានីកា",
]
GIVEN_BOYS = [
    "Dara:ដារ៉ា",
    "Vannak:វណ្ណៈ",
    "Rithy:រិទ្ធី",
    "Ratanak:រតនៈ",
    "Piseth:ពិសិដ្ឋ",
    "Makara:មករា",
    "Visal:វិសាល",
    "Vichea:វិជ្ជា",
    "Panha:បញ្ញា",
    "Sophal:សុផល",
    "Samnang:សំណាង",
    "Chamroeun:ចម្រើន",
    "Kosal:កុសល",
    "Phearum:ភារម្យ",
    "Pheakdey:ភក្តី",
    "Sambath:សម្បត្តិ",
    "Sothea:សុធា",
    "Tola:តុលា",
    "Veasna:វាសនា",
    "Vibol:វិបុល",
    "Vuthy:វុទ្ធី",
    "Virak:វីរៈ",
    "Bunthoeun:ប៊ុនធឿន",
    "Kimhong:គឹមហុង",
    "Ratha:រដ្ឋា",
    "Sokheng:សុខហេង",
    "Menghour:ម៉េងហួរ",
    "Udom:ឧត្តម",
    "Phanith:ផានិត",
    "Sovannara:សុវណ្ណារ៉ា",
]
OTHERS = (
    ("Sos Fatimah", "សុស ហ្វាទីម៉ះ"),
    ("Math Ysa", "ម៉ាត់ យ៉ូសា"),
    ("Tes Romly", "ទេស រ៉ំលី"),
    ("Les Nasy", "ឡេស ណាស៊ី"),
    ("Sleh Karim", "ស្លេះ ការីម"),
    ("Nguyen Thi Hoa", "ង្វៀង ធីហ័រ"),
    ("Tran Van Minh", "ត្រឹន វ៉ាន់មិញ"),
    ("Rochom Sav", "រ៉ូចំ សាវ"),
    ("Kvas Mey", "ក្វាស ម៉ី"),
    ("Romas Thuon", "រ៉ូម៉ាស ធួន"),
    ("Sal Phleung", "សល ភ្លើង"),
    ("Klan Chrech", "ក្លាន ជ្រេច"),
    ("Maria Santos", "ម៉ារីយ៉ា សាន់តូស"),
    ("David Okello", "ដាវីដ អូកេឡូ"),
)
VILLAGES = (
    "Prey Totueng:ព្រៃទទឹង Ta Kaev Leu:តាកែវលើ Boeng Raing:បឹងរាំង Kouk Trap:គោកត្រប់ Trapeang Thma:ត្រពាំងថ្ម "
    "Svay Chrum Kraom:ស្វាយជ្រុំក្រោម Andoung Pring:អណ្ដូងព្រីង Phsar Leu:ផ្សារលើ Doun Peaeng:ដូនប៉ែង Chrouy Thnal:ជ្រោយថ្នល់ "
    "Koh Sralau:កោះស្រឡៅ Veal Sbov:វាលស្បូវ Anlong Kngan:អន្លង់ក្ងាន Tuol Sala:ទួលសាលា Prasat Thmei:ប្រាសាទថ្មី"
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS_KM = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"]
_KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")


@dataclass(frozen=True, slots=True)
class Child:
    """Somebody who does not exist; every text about this child holds strings that must not be found again."""

    name: str
    name_km: str
    girl: bool
    age: int
    born: str
    born_km: str
    phone: str
    number: str
    village: str
    village_km: str
    house: int
    place: str
    mail: str

    @property
    def initials(self) -> str:
        """As reports abbreviate a name."""
        return "".join(f"{word[0]}." for word in self.name.split()[:2])

    @property
    def sex(self) -> str:
        """One letter."""
        return "F" if self.girl else "M"


def khmer_digits(number: object) -> str:
    """A number in Khmer digits."""
    return str(number).translate(_KHMER_DIGITS)


def villages() -> list[tuple[str, str]]:
    """Names of villages in both scripts."""
    found, words = [], []
    for word in VILLAGES.split():
        words.append(word)
        if ":" in word:
            latin, khmer = " ".join(words).split(":")
            found.append((latin, khmer))
            words = []
    return found


def child(rng: Random) -> Child:
    """Another child."""
    girl = rng.random() < 0.5
    if rng.random() < 0.18:
        name, name_km = rng.choice(OTHERS)
    else:
        family, family_km = rng.choice(FAMILIES).split(":")
        given, given_km = rng.choice(GIVEN_GIRLS if girl else GIVEN_BOYS).split(":")
        name, name_km = f"{family} {given}", f"{family_km} {given_km}"
    age = rng.randint(3, 17)
    year, month, day = 2024 - age, rng.randint(1, 12), rng.randint(1, 28)
    village, village_km = rng.choice(villages())
    prefix = rng.choice(
        ("010", "011", "012", "015", "016", "017", "069", "070", "077", "081", "085", "092", "096", "097")
    )
    rest = f"{rng.randint(200, 999)}{rng.choice((' ', '', '-'))}{rng.randint(100, 999)}"
    written = (
        f"{day} {MONTHS[month - 1]} {year}",
        f"{day:02}/{month:02}/{year}",
        f"{year}-{month:02}-{day:02}",
        f"{day}.{month}.{year}",
    )
    return Child(
        name,
        name_km,
        girl,
        age,
        rng.choice(written),
        f"ថ្ងៃទី{khmer_digits(day)} ខែ{MONTHS_KM[month - 1]} ឆ្នាំ{khmer_digits(year)}",
        f"{prefix}{rng.choice((' ', '', '-'))}{rest}",
        f"{rng.randint(10, 99)}{rng.randint(1000000, 9999999)}",
        village,
        village_km,
        rng.randint(2, 480),
        f"{rng.uniform(10.6, 14.2):.5f}, {rng.uniform(102.5, 107.2):.5f}",
        f"{name.split()[-1].lower()}{rng.randint(10, 99)}@gmail.com",
    )


def some(rng: Random, number: int) -> list[Child]:
    """Several children of different names."""
    found: dict[str, Child] = {}
    while len(found) < number:
        one = child(rng)
        found.setdefault(one.name, one)
    return list(found.values())
