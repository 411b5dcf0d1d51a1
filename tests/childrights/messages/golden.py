"""The cases of sentences.csv: figures and a question in, whole sentences or a refusal out, in both languages.

After a change of words ``python -m tests.childrights.messages.golden`` writes the sentences anew; every line that
differs is then read and judged by a person before it is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from childrights.messages.message import Message
from tests.childrights.messages.making import said

FILE = Path(__file__).with_name("sentences.csv")
ASKED = ("rule", "guidance", "figures", "ask", "indicator", "today")
SAID = ("verdict", "codes", "headline_en", "support_en", "caveat_en", "headline_km", "support_km", "caveat_km")
"""``caveat`` holds the reasons where a claim is refused. A no-break space is written ``~``."""

Case = dict[str, str]


def cases() -> list[Case]:
    """Every row, as it stands in the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answered(case: Case) -> Case:
    """What the engine says today."""
    english, khmer = said(case["figures"], case["ask"], case["indicator"], int(case["today"]))
    found = {"verdict": english.verdict, "codes": " ".join(english.codes)}
    for lang, message in (("en", english), ("km", khmer)):
        assert (message.verdict, " ".join(message.codes)) == (found["verdict"], found["codes"])
        told = (message.headline, message.support, below(message))
        found |= {
            f"{name}_{lang}": plain(text) for name, text in zip(("headline", "support", "caveat"), told, strict=True)
        }
    return found


def below(message: Message) -> str:
    """The caveat; for a refusal its reasons."""
    return message.caveat if message.headline else " ".join(message.reasons)


def plain(text: str) -> str:
    """Text with every character visible."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


def write(rows: Iterable[Case]) -> None:
    """Write the file anew with the sentences of today."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*ASKED, *SAID), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: case[name] for name in ASKED} | answered(case) for case in rows)


if __name__ == "__main__":
    write(cases())
