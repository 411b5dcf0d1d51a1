"""List every Khmer word of ours for a native reviewer: ``python tools/khmer_review.py`` writes docs/khmer-review.md.

A word that the glossary attests, as it stands, needs no review and is left out.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from childrights.catalogue import load_catalogue  # noqa: E402
from childrights.children import (  # noqa: E402
    ChildWords,
    load_asked,
    load_child_words,
    load_facts,
    load_groups,
    load_new_words,
    load_rights,
    load_statements,
)
from childrights.i18n import DOMAINS, catalogue_path, read_catalogue, translator  # noqa: E402
from childrights.language import load_khmer_texts  # noqa: E402
from childrights.messages import load_message_words  # noqa: E402
from childrights.papers import load_forms, load_sentences  # noqa: E402
from childrights.rights import (  # noqa: E402
    load_article_words,
    load_recommendations,
    load_reviews,
    load_rules,
)
from childrights.submissions import load_aspects  # noqa: E402
from childrights.wording import counted_words, reading_words  # noqa: E402

GLOSSARY = ROOT / "data" / "reference" / "glossary_km.csv"
QUESTIONS = ROOT / "data" / "reference" / "khmer_questions.csv"
TARGET = ROOT / "docs" / "khmer-review.md"
INTRODUCTION = """# Khmer words to be reviewed

Drafts by people who are not native speakers. A reviewer may correct them right in `locales/km/LC_MESSAGES/*.po`:
the screens show a corrected word at the next start, nothing needs to be compiled. Terms attested in
`data/reference/glossary_km.csv` win over anything here. Names of indicators, topics and articles are reviewed in
their own tables (`name_km`, `short_name_km` in `data/reference/`). The plain words of the articles and what
Cambodia was asked are corrected in `article_words.csv` and `recommendations.csv` beside them, what is missing of a
document and the rules of reviews in `review_cycles.csv` and `review_rules.csv`, whom a figure counts and
what it says of them in sentences in `message_words.csv`, definitions and terms of use in
`khmer_texts.csv`, what an ask speaks of in `ask_words.csv`,
what the forms of papers say in the tables of `data/papers`, what children read in those of `data/children`.
This list is made by `tools/khmer_review.py`.
"""


def attested_terms() -> dict[str, str]:
    """English term, in small letters, to its attested Khmer form."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return {
            row["term_en"].casefold(): row["term_km"] for row in csv.DictReader(file) if row["status"] == "attested"
        }


def words_to_review(domain: str) -> list[tuple[str, str]]:
    """English and Khmer of every message of a catalogue that the glossary does not settle, in English order."""
    attested = attested_terms()
    rows = []
    for message in read_catalogue(catalogue_path("km", domain)):
        english = message.id if isinstance(message.id, str) else message.id[0]
        forms = message.string or ""
        khmer = forms if isinstance(forms, str) else forms[0]
        if english and attested.get(english.casefold()) != khmer:
            rows.append((english, khmer))
    return sorted(rows)


def review_list() -> str:
    """The whole document."""
    articles = [(one.plain_en, one.plain_km) for one in load_article_words().values()]
    asked = [(one.topic, one.topic_km) for one in load_recommendations(load_catalogue())]
    asked += [(one.summary, one.summary_km) for one in load_recommendations(load_catalogue())]
    rules = [(one.rule, one.rule_km) for one in load_rules()]
    rules += [(one.missing, one.missing_km) for one in load_reviews()]
    said = load_message_words().values()
    phrases = [(one.noun_en, one.noun_km) for one in said] + [(one.limit_en, one.limit_km) for one in said]
    phrases += [(one.age_en, one.age_km) for one in said]
    phrases += [(one.verb_en, one.verb_km) for one in said] + [(one.without_en, one.without_km) for one in said]
    tables = [(f"{domain}.po", words_to_review(domain)) for domain in DOMAINS]
    tables.append(("khmer_texts.csv: definitions and terms of use", list(load_khmer_texts().items())))
    tables += [("article_words.csv", articles), ("recommendations.csv", [pair for pair in asked if pair[1]])]
    tables.append(("review_rules.csv, review_cycles.csv", rules))
    tables.append(("ask_words.csv", [(one.name_en, one.name_km) for one in load_aspects().values()]))
    tables.append(("message_words.csv", [pair for pair in dict.fromkeys(phrases) if pair[1]]))
    tables.append(("forms.csv, sections.csv, sentences.csv of data/papers", list(dict.fromkeys(_of_forms()))))
    tables.append(("tables of data/children", list(dict.fromkeys((one.english, one.khmer) for one in _for_children()))))
    return "\n".join([INTRODUCTION, _read(), _questions(), *(_table(*one) for one in tables)])


def _of_forms() -> Iterator[tuple[str, str]]:
    """What the forms of papers say, English and Khmer."""
    for form in load_forms().values():
        pairs = [(form.title_en, form.title_km), *((one.title_en, one.title_km) for one in form.sections)]
        pairs += [(one.write_en, one.write_km) for one in form.sections]
        pairs += [(form.about_en, form.about_km), (form.refusal_en, form.refusal_km)]
        pairs.append((form.limit_note_en, form.limit_note_km))
        yield from (pair for pair in pairs if pair[1])
    yield from ((one.sentence_en, one.sentence_km) for one in load_sentences().values())


def _for_children() -> Iterator[ChildWords]:
    """What children read."""
    for group in load_groups().values():
        yield from (group.title, group.intro, group.picture)
    yield from (one.words for one in load_rights())
    yield from load_child_words().values()
    for fact in load_facts():
        yield from (fact.who, fact.did)
    yield from (one.words for one in load_asked())
    yield from (one.words for one in load_statements().values())
    for new in load_new_words():
        yield from (new.word, new.means)


def _read() -> str:
    """How much was read by native speakers, and who read it."""
    counted = counted_words()
    told = [reading_words(counted, translator("en"))]
    told += [f"{by} read {many:,} on {day}." for (by, day), many in counted.by.items()]
    told.append(
        "`python run.py khmer --out OUT.xlsx` writes them into a workbook for a reader; `--take` takes it back."
    )
    return "## Read so far\n\n" + "\n".join(told) + "\n"


def _questions() -> str:
    """What only a native reader, the coalition or an expert can decide."""
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        rows = [[_cell(row[name]) for name in ("place", "khmer", "question")] for row in csv.DictReader(file)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    head = "| Where | Now | Question |\n|---|---|---|"
    return f"## Questions for a native reader\n\n{len(rows)} questions\n\n{head}\n{table}\n"


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    table = "\n".join(f"| {_cell(english)} | {_cell(khmer)} |" for english, khmer in rows)
    return f"## {title}\n\n{len(rows)} words\n\n| English | Khmer |\n|---|---|\n{table}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip() or "(space)"


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    TARGET.write_text(review_list(), encoding="utf-8", newline="\n")
