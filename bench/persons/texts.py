"""What people write about one child, in English and Khmer; every other sentence is shown to"
" nobody who works on the search."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from bench.persons.people import Child, khmer_digits


class Told(NamedTuple):
    """A text, and the strings in it by which a child could be found."""

    text: str
    secrets: tuple[str, ...]


ENGLISH = (
    "{name}, {age}, lives with {her} grandmother in {village} and left school last year.",
    "{Girl} {name} ({age}) was referred to the shelter on Monday.",
    "Case 14: {name}, {sex}/{age}, {village} village",
    "{initials}, {age}, {village}: beaten by {her} stepfather",
    "Mother of {name} can be reached at {phone}",
    "{name} - DOB {born}",
    "{name}, born {born}, has no birth certificate",
    "House {house}, street 21, {village} village: {girl} of {age} alone at home",
    "A {age}-year-old {girl} from {village} was found at the border",
    "{name} aged {age} dropped out to work at a brick kiln",
    "please call {her} aunt {phone} before visiting",
    "Birth certificate no. {number} of {name}",
    "The {girl}, {age} years old, told our counsellor that {her} uncle touched {her2}.",
    "ID {number}, {sex}, {age} yrs, {village}",
    "Home of the victim: {place}",
    "Write to {mail} ({name}, grade 5)",
    "{name} / {sex} / {age} / orphan",
    "Follow up: {name}'s father is in prison, {she} stays with neighbours in {village}",
    "Student {name} hit by teacher in {village} primary school",
    "{initials} ({sex}, {age}) HIV positive, on ART since May",
    "one {girl}, {age} y/o, sold by {her} parents; phone of the neighbour {phone}",
    "Our {age} year old client {name} testified in court",
    'Interview with {name}, {age}: "I want to go back to school"',
    "{NAME}, {age} YEARS OLD, {village}",
    "Beneficiary: {name}, tel {phone}",
    "{name} (born on {born}) was placed with a foster family",
    "Lives in house no. {house}, {village} village, with a disabled mother; {girl} {age}",
    "Name: {name}; age: {age}; problem: trafficked to Thailand",
    "Victim's home at {place}, {girl}, {age}",
    "{name} {age} ans, {village}",
    "we met {name}, a {girl} of {age} who sells cakes",
    "Child ID card {number} lost, owner {name}",
    "{She} is {age} and lives in {village} with {her} aunt {name}.",
    "case: {initials} {age}yo {girl}, abused by neighbour",
    "My name is {name}. I am {age}.",
    "{name} [{age}] missing since {born}",
    "{name}'s phone {phone}, mother died",
    "Photo: {name}, {age}, holding her new school bag",
    "The family of {name} lives behind the pagoda of {village}",
    "{age} year old {girl} {name} pregnant, father unknown",
)
KHMER = (
    "{name_km} អាយុ {age_km} ឆ្នាំ រស់នៅភូមិ{village_km}",
    "កុមារ{i}ឈ្មោះ {name_km} អាយុ {age_km} ឆ្នាំ ត្រូវបានឪពុកចុងវាយ",
    "{name_km}, {age_km}, ភូមិ{village_km}",
    "ម្ដាយរបស់ {name_km} លេខទូរស័ព្ទ {phone_km}",
    "{name_km} កើត{born_km}",
    "ក្មេង{sex_km}ម្នាក់ អាយុ {age_km} ឆ្នាំ នៅភូមិ{village_km} ត្រូវបានគេលក់",
    "ផ្ទះលេខ {house_km} ភូមិ{village_km} មានកុមារ{i}ម្នាក់ អាយុ{age_km}ឆ្នាំ",
    "លេខសំបុត្រកំណើត {number_km} របស់ {name_km}",
    "សិស្ស {name_km} ថ្នាក់ទី៥ ឈប់រៀន",
    "ជនរងគ្រោះ {name_km} ({age_km}ឆ្នាំ)",
    "នាង{given_km} អាយុ{age_km}ឆ្នាំ រស់នៅជាមួយជីដូន",
    "ឈ្មោះ {name_km} ភេទ{sex_km} អាយុ {age_km} ឆ្នាំ",
    "ទីតាំងផ្ទះកុមាររងគ្រោះ {place}",
    "កុមារ{i} {name_km} ផ្ទុកមេរោគអេដស៍",
    "{name_km} ភេទ{sex_km} អាយុ{age_km}ឆ្នាំ បានបោះបង់ការសិក្សា",
    "កុមារ{i}រងគ្រោះ {name_km} ស្នាក់នៅមណ្ឌល តាំងពីខែមុន",
    "ខ្ញុំឈ្មោះ {name_km} ខ្ញុំមានអាយុ {age_km} ឆ្នាំ",
    "ទំនាក់ទំនងអាណាព្យាបាលរបស់ក្មេងនេះ {phone_km}",
    "អត្តសញ្ញាណប័ណ្ណលេខ {number_km} ឈ្មោះ {name_km}",
    "ថ្ងៃខែឆ្នាំកំណើត {born_km} {name_km}",
    "{name_km} ({sex_km} {age_km}ឆ្នាំ) ត្រូវបានរំលោភដោយអ្នកជិតខាង",
    "បងស្រីរបស់ {name_km} ធ្វើការនៅថៃ",
    "កុមារអាយុ {age_km} ឆ្នាំម្នាក់ នៅភូមិ{village_km} ផ្ទះលេខ {house_km}",
    "ករណី {name_km} បានបញ្ជូនទៅតុលាការ",
)
SEALED = (
    "{name} is in grade {age} at the village school and has not been seen since Friday",
    "Visited {name} ({sex}, {age} yrs) at the hospital, broken arm",
    "{girl} {age}, {initials}, father drinks",
    "Grandfather of {name} asked us for rice; his number is {phone}",
    "Safe house: {name}, date of birth {born}",
    "{name} ({born}) - new case",
    "Our youngest client, {name}, has just turned {age}",
    "{age}-year-old {name} works at a garment factory with a false ID",
    "{name}, {sex}, {age}, {village}, neglect",
    "House no {house} in {village}: {girl} aged {age} chained to the bed",
    "Passport {number} belongs to {name}",
    "lost contact with {name}, mobile {phone}",
    "The parents of {name} were arrested, {she} is only {age}",
    "{name} - {age} - second degree burns",
    "Where {she} lives: {place}",
    "Testimony of {name}, aged {age}, {village} village",
    "{initials}, {sex}, {age} years, {village}, early marriage",
    "Teacher says {name} comes to school hungry",
    "a {age} year old {girl} living with {her} aunt near {village} market was raped",
    "{name}: absent 40 days, mother in Thailand, phone {phone}",
)
SEALED_KM = (
    "{name_km} ទើបតែអាយុ {age_km} ឆ្នាំ",
    "បានជួប {name_km} អាយុ{age_km}ឆ្នាំ នៅមន្ទីរពេទ្យ",
    "ជីតារបស់ {name_km} សុំអង្ករ លេខ {phone_km}",
    "{name_km} ភេទ{sex_km} {age_km}ឆ្នាំ ភូមិ{village_km} ត្រូវគេធ្វេសប្រហែស",
    "ក្មេង{sex_km}អាយុ{age_km}ឆ្នាំម្នាក់ ត្រូវបានរំលោភនៅក្បែរផ្សារ",
    "មិនឃើញ {name_km} មករៀនតាំងពីថ្ងៃសុក្រ",
    "ឪពុកម្ដាយរបស់ {name_km} ត្រូវបានចាប់ខ្លួន",
    "កុមារ{i} {name_km} អាយុ {age_km} រៀនថ្នាក់ទី៤",
    "{name_km} កើត{born_km} ករណីថ្មី",
    "សក្ខីកម្មរបស់ {name_km} អាយុ {age_km} ឆ្នាំ",
    "លិខិតឆ្លងដែនលេខ {number_km} របស់ {name_km}",
    "កុមារ{i}ម្នាក់ឈ្មោះ {name_km} រស់នៅតាមចិញ្ចើមថ្នល់",
)
"""Sentences that nobody looked at while the search was built."""
_PERSONAL = ("name", "name_km", "NAME", "phone", "phone_km", "number", "number_km", "born", "born_km", "place", "mail")


def words_of(one: Child) -> dict[str, str]:
    """What fills the gaps of a sentence about a child."""
    age, girl = khmer_digits(one.age), one.girl
    return {
        "name": one.name,
        "NAME": one.name.upper(),
        "name_km": one.name_km,
        "given_km": one.name_km.split()[-1],
        "age": str(one.age),
        "age_km": age,
        "sex": one.sex,
        "sex_km": "ស្រី" if girl else "ប្រុស",
        "i": "ី" if girl else "ា",
        "her": "her" if girl else "his",
        "her2": "her" if girl else "him",
        "she": "she" if girl else "he",
        "She": "She" if girl else "He",
        "girl": "girl" if girl else "boy",
        "Girl": "Girl" if girl else "Boy",
        "initials": one.initials,
        "village": one.village,
        "village_km": one.village_km,
        "phone": one.phone,
        "phone_km": khmer_digits(one.phone),
        "number": one.number,
        "number_km": khmer_digits(one.number),
        "born": one.born,
        "born_km": one.born_km,
        "house": str(one.house),
        "house_km": khmer_digits(one.house),
        "place": one.place,
        "mail": one.mail,
    }


def told_of(rng: Random, one: Child, khmer: bool, shown: bool | None) -> Told:
    """A sentence about a child; ``shown`` takes the even or the odd half of them,
    ``None`` all and those that nobody looked at."""
    sentences: Sequence[str] = KHMER if khmer else ENGLISH
    if shown is None:
        sentences = (*sentences, *(SEALED_KM if khmer else SEALED))
    if shown is not None:
        sentences = sentences[0 if shown else 1 :: 2]
    sentence, words = rng.choice(sentences), words_of(one)
    text = sentence.format(**words)
    own = [words[gap] for gap in _PERSONAL if f"{{{gap}}}" in sentence]
    return Told(text, (text, *own))
