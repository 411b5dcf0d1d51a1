"""Header words of columns about persons, in English and Khmer (lower case, whole header)."""

from __future__ import annotations

import re
from pathlib import Path

from etl.cells import any_word, word_lists
from geo import fold_khmer

LISTS = word_lists(Path(__file__).with_name("words.csv"))
"""Words that are looked up as they are; headers that are built of several stand below."""
ORDINARY = frozenset(word_lists(Path(__file__).with_name("ordinary_words.csv"))["ordinary"])
"""English words, and words in names of places and bodies: no name of a person is made of them."""
FAMILY, FAMILY_KM = frozenset(LISTS["family_name"]), frozenset(LISTS["family_name_khmer"])
UNSURE, UNSURE_KM = frozenset(LISTS["family_name_or_word"]), frozenset(LISTS["family_name_or_word_khmer"])
GIVEN, GIVEN_KM = frozenset(LISTS["given_name"]), frozenset(LISTS["given_name_khmer"])
FOREIGN_KM = frozenset(LISTS["foreign_name_khmer"])

WHO = rf"(?:{any_word(LISTS['who']).pattern})(?:'s|s'|s)?"
WHO_KM = f"(?:{any_word(LISTS['who_khmer']).pattern})"
OF_A_CHILD = re.compile(rf"\b{WHO}\b|{WHO_KM}")
"""Headers that speak of a person in the singular: one row is enough."""

_NUMBER = r"(?:number|no\.?|nº|#|num|code|id)"

HEADERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(fold_khmer(pattern)))
    for kind, pattern in (
        (
            "name",
            rf"(?:full |complete )name(?: of (?:the )?{WHO})?|(?:first|last|family|given|middle|sur|nick)[ -]?names?"
            rf"|(?:full )?names? of (?:the )?{WHO}|{WHO}[ _](?:full )?name"
            r"|name in (?:khmer|latin|english)|khmer name|latin name"
            rf"|ឈ្មោះ(?:ពេញ)?(?:របស់)?{WHO_KM}|ឈ្មោះពេញ|នាមត្រកូល|នាមខ្លួន|នាម(?: ?និង ?)?គោត្តនាម|គោត្តនាម ?និង ?នាម|គោត្តនាម"
            r"|ឈ្មោះ ?និង ?នាមត្រកូល|នាមត្រកូល ?និង ?នាមខ្លួន|ឈ្មោះជាអក្សរឡាតាំង",
        ),
        (
            "birth_date",
            rf"(?:{WHO}[ _])?(?:date of birth|birth ?dates?|d\.?o\.?b\.?|birthday|born on|year of birth|birth year)"
            rf"(?: of (?:the )?{WHO})?|date_of_birth|ថ្ងៃ ?ខែ ?ឆ្នាំ ?កំណើត|ថ្ងៃកំណើត|ឆ្នាំកំណើត|ថ្ងៃខែកំណើត",
        ),
        (
            "phone",
            rf"(?:{WHO}[ _])?(?:(?:tele)?phone|tel|mobile|cell ?phone|contact|handphone|hp)\.?"
            rf"(?: {_NUMBER})?(?: of (?:the )?{WHO})?|phone_number|លេខទូរស័ព្ទ(?:{WHO_KM})?|ទូរស័ព្ទ|លេខទំនាក់ទំនង",
        ),
        ("email", r"e-?mails?(?: address(?:es)?)?|អ៊ីមែល|សារអេឡិចត្រូនិក"),
        (
            "id_number",
            rf"(?:national |identity |id ?poor |birth certificate |passport |equity card |family book )+"
            rf"(?:id |card )?{_NUMBER}"
            rf"|{WHO}[ _](?:id|code)(?: {_NUMBER})?|nid|id card(?: {_NUMBER})?|passport|identity card|id number"
            rf"|(?:លេខ)?អត្តសញ្ញាណប័ណ្ណ|លេខសំបុត្រកំណើត|លេខប័ណ្ណសមធម៌|លេខសៀវភៅគ្រួសារ|លេខសម្គាល់{WHO_KM}"
            rf"|អត្តលេខ(?:{WHO_KM})?",
        ),
        (
            "address",
            rf"(?:home |street |current |permanent |{WHO} |{WHO}_)?address(?:es)?(?: of (?:the )?{WHO})?"
            r"|house (?:no\.?|number)|place of birth|birth ?place|street|អាសយដ្ឋាន(?:បច្ចុប្បន្ន)?|ទីកន្លែងកំណើត|ទីលំនៅ|ផ្ទះលេខ",
        ),
        (
            "gps",
            r"gps(?: (?:coordinates?|location|point|lat(?:itude)?|long?(?:itude)?))?|lat(?:itude)?|long?(?:itude)?|lng"
            r"|coordinates?|x[ -]?coord(?:inate)?|y[ -]?coord(?:inate)?|geolocation|និយាមកា|រយៈទទឹង|រយៈបណ្តោយ",
        ),
        (
            "case_notes",
            r"case (?:notes?|description|details?|summary|history|story|narrative)"
            r"|description of (?:the )?(?:case|incident|abuse)"
            r"|incident (?:description|details?)|narrative|social worker(?:'s)? notes?|what happened|story|testimony"
            r"|សេចក្តីរៀបរាប់|សេចក្តីសង្ខេបករណី|រឿងរ៉ាវ|ប្រវត្តិករណី|ពិពណ៌នាករណី|កំណត់ត្រាករណី",
        ),
        ("remarks", r"remarks?|notes?|comments?|observations?|other information|កំណត់សម្គាល់|ផ្សេងៗ|យោបល់|សម្គាល់"),
        (
            "case",
            rf"case|{WHO} {_NUMBER}|file {_NUMBER}|type of (?:abuse|violence|case|offen[cs]e|crime)|abuse type"
            r"|offen[cs]e"
            r"|ប្រភេទករណី|លេខករណី|ករណីទី",
        ),
        (
            "case_date",
            r"(?:date|day) of (?:the )?(?:case|incident|abuse|arrest|admission|referral|report|intake|entry)"
            r"|(?:incident|arrest|admission|referral|intake) date|ថ្ងៃចូល|ថ្ងៃកើតហេតុ|ថ្ងៃទទួលករណី",
        ),
        ("age", rf"(?:{WHO}[ _])?age(?: \(years?\)| in years| of (?:the )?{WHO})?|អាយុ(?: \(ឆ្នាំ\))?"),
        ("sex", r"sex|gender|ភេទ"),
    )
)

NAME_ALONE = re.compile(rf"names?|ឈ្មោះ|person|who|{WHO}|{WHO_KM}")
"""A header that may head people or anything else: its values decide."""

NOT_A_PERSON = any_word(LISTS["no_person"])
"""Words that make a name or an address that of a place or a body."""

STAFF = any_word(LISTS["staff"])
"""Heads a column of people in office."""

LABELS_OF_A_FORM = re.compile(
    fold_khmer(
        r"(?:contact(?: person| name| number)?|(?:tele)?phone(?: number)?|tel\.?|mobile"
        r"|e-?mail(?: address)?|position|title"
        r"|job title|organi[sz]ation|member|date|signature|address|website|role|function|department"
        r"|submitted by|prepared by"
        r"|reporting period|year|ឈ្មោះ|តួនាទី|អង្គការ|ទូរស័ព្ទ|លេខទូរស័ព្ទ|អ៊ីមែល|អាសយដ្ឋាន"
        r"|កាលបរិច្ឆេទ|ហត្ថលេខា) ?:?(?: .*)?"
    )
)
"""Labels of a cover sheet, which stand one below the other."""
