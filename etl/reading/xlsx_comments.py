"""Comments on the cells of an .xlsx: notes of old and threads of new, without who wrote them."""

from __future__ import annotations

from etl.reading.grid import Cell, parse_a1
from etl.reading.package import WorkbookPackage, stream_part
from etl.reading.xlsx_book import read_relations

OURS = "Child Rights Dashboard"
"""The author of the comments in a marked copy, which the person may send back."""
_THREAD = "[Threaded comment]"


def read_comments(package: WorkbookPackage, sheet_part: str) -> dict[Cell, str]:
    """What people remarked on cells. The name that Excel puts in front of a note is its author's and left out."""
    found: dict[Cell, str] = {}
    for kind, target in read_relations(package, sheet_part).values():
        if kind in ("comments", "threadedComment"):
            for at, text in _Comments(package, target).found:
                found[at] = f"{found[at]}\n{text}" if at in found else text
    return found


class _Comments:
    """One part of comments, old or new: both keep the cell in ``ref``."""

    def __init__(self, package: WorkbookPackage, part: str) -> None:
        self.found: list[tuple[Cell, str]] = []
        self.authors: list[str] = []
        self.at: Cell | None = None
        self.author = ""
        self.words: list[str] = []
        self.inside = ""
        content = package.read(part)
        if content:
            stream_part(content, package.budget, start=self.start, end=self.end, text=self.text)

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "author":
            self.authors.append("")
            self.inside = tag
        elif tag in ("comment", "threadedComment"):
            try:
                self.at = parse_a1(attrs.get("ref", ""))
            except ValueError:
                self.at = None
            number = attrs.get("authorId", "")
            known = number.isascii() and number.isdigit() and int(number) < len(self.authors)
            self.author, self.words = self.authors[int(number)] if known else "", []
        elif tag in ("t", "text"):
            self.inside = "t"

    def text(self, content: str) -> None:
        if self.inside == "author":
            self.authors[-1] += content
        elif self.inside == "t":
            self.words.append(content)

    def end(self, tag: str) -> None:
        if tag in ("author", "t", "text"):
            self.inside = ""
        elif tag in ("comment", "threadedComment") and self.at is not None:
            text = "".join(self.words).strip()
            if self.author and text.startswith(f"{self.author}:"):
                text = text[len(self.author) + 1 :].strip()
            if text and self.author != OURS and not text.startswith(_THREAD):
                self.found.append((self.at, text))
            self.at = None
