"""How years, school years, quarters, months and dates are written in English and Khmer, as patterns.

All of them are for lower-case text with ASCII digits and dashes (``text.plain``, ``text.dashes``).
"""

from __future__ import annotations

import re

from geo.khmer import fold_khmer

MONTH = fold_khmer(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|មករា|កុម្ភៈ|កុម្ភះ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ)"
)
BOUND = r"(?<!\d)(?<!\d[.,])"
Y4 = r"(?:19|20|21|24|25)\d\d"
SY = r"(?:(?:s\.?y\.?|a\.?y\.?|school year|academic year|sch\.? year|schoolyear|ឆ្នាំសិក្សា)[ :.-]*)"
FY = r"(?:f\.?y\.?|fiscal year|financial year|ឆ្នាំសារពើពន្ធ)[ :.-]*"
BE = r"(?:b\.?e\.?|buddhist era|ព\.? ?ស\.?|ពុទ្ធសករាជ)"
CE = r"(?:a\.?d\.?|c\.?e\.?|គ\.? ?ស\.?|គ្រិស្តសករាជ)"

RANGE = re.compile(rf"{BOUND}({Y4}) ?(?:-|/|to|until|ដល់|និង|_) ?({Y4}|\d\d)(?![\d.,]*\d)")
YEAR = re.compile(rf"{BOUND}({Y4})(?!\d|[.,]\d)")
LONE_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
COMMA_YEAR = re.compile(r"([12]),(\d{3})")
QUARTER = re.compile(
    r"\bq(?:uarter)?\.? ?[1-4]\b|\b[1-4](?:st|nd|rd|th)? ?quarter|ត្រីមាស|(?<=\d)[ -]?q[1-4]\b|\bh[12]\b|\bs[12]\b"
    r"|semester|half|trimester|ឆមាស|\b(?:3|6|9|three|six|nine)[ -]months?\b"
)
MONTH_YEAR = re.compile(rf"{MONTH}|\d{{4}}[-/.]?m?(?:0?[1-9]|1[0-2])(?!\d)|(?:0?[1-9]|1[0-2])[/.-]\d{{4}}|\bweek\b|ខែ")
WHOLE_YEAR = re.compile(r"(?:jan(?:uary)?|មករា) ?(?:-|to|ដល់) ?(?:dec(?:ember)?|ធ្នូ)")
ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d{1,2}:\d{2}.*)?")
LOCAL_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d{1,2}:\d{2}.*)?")
WORD_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH},?[ -](\d{{4}})|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (\d{{4}}))"
)
TWO_DIGIT = re.compile(rf"({SY}|{FY}|['’‘`])? ?(\d\d)(?: ?[-/] ?['’]?(\d\d))?")
DOCUMENT_DATE = re.compile(
    rf"(?<!\d)(?:\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH},?[ -]\d{{4}}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|ថ្ងៃទី ?\d{{1,2}} ?ខែ ?{MONTH} ?ឆ្នាំ ?\d{{4}})(?!\d)"
)
PART_BEFORE = re.compile(
    rf"(?<![a-z])(?:{MONTH}|q[1-4]|quarter(?: [1-4])?|h[12]|semester(?: [12])?|ត្រីមាស(?:ទី)? ?[1-4]?)"
    r" ?,? ?(?:of |ឆ្នាំ ?)?$"
)
PART_AFTER = re.compile(r"[ -]?(?:q[1-4]|h[12]|m\d{1,2})\b")
DOUBTED = re.compile(r" ?[)\]]? ?\?")
ERA = re.compile(rf"{BE}|ឆ្នាំ|year")
NEVER = re.compile(
    r"\b(?:target|targets|plan|planned|goal|projected|projection|forecast|expected|since|before|after|until|pre|post"
    r"|change|difference|growth|vs|versus|rank)\b|ចំណុចដៅ|គោលដៅ|ផែនការ|រំពឹងទុក|[+<>≥≤%]"
)
KNOWN_WORDS = re.compile(
    rf"{SY}|{FY}|{BE}(?![a-z])|{CE}(?![a-z])|"
    r"\b(?:year|years|yr|yrs|baseline|base|endline|midline|survey|census|round|in|of|the|for|as|at|end|mid|early|late"
    r"|and|data|final|revised|provisional|preliminary|prelim|estimates?|estimated|actual|latest|average|avg|mean"
    r"|period|reporting|calendar|cdhs|dhs|cses|mics\d?|emis|census|gpcc|cips|cas|hmis|cdb|undp|unicef|wave|results?|value"
    r"|values|p|r|e|a|b|c|est|prov|rev|date|time|ref|reference|obs|annual)\b|ឆ្នាំ|អង្កេត|ជំរឿន|បឋម|មូលដ្ឋាន|ចុងឆ្នាំ"
    r"|\[\d{1,2}\]|[*†‡§#^()\[\]{}.,:;'\"_/ -]"
)
PROVISIONAL = re.compile(r"\d ?\(?p\)?(?![a-z])|provisional|prelim|\(បឋម\)|បឋម")
