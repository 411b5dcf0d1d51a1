"""Who read which Khmer text when. A text that was changed since counts as unread again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from childrights.i18n import N_, Translator
from childrights.wording.texts import ROOT, KhmerText, khmer_texts

REVIEWED = Path("data", "reference", "khmer_reviewed.csv")
COLUMNS = ("id", "place", "khmer", "by", "day")
READ, UNREAD = "read", "unread"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many texts there are, how many were read by a native reader as they stand, and who read how many."""

    texts: int
    read: int
    by: Mapping[tuple[str, str], int]

    @property
    def unread(self) -> int:
        """How many nobody has read as they stand."""
        return self.texts - self.read


def mark(khmer: str) -> str:
    """A text in twelve letters, by which it is known to be the one that was read."""
    return sha256(khmer.encode()).hexdigest()[:12]


def _rows(root: Path) -> list[dict[str, str]]:
    path = root / REVIEWED
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reading(root: Path = ROOT) -> dict[str, tuple[str, str, str]]:
    """By the id of a text: the mark of what was read, who read it, and on which day. The last reading counts."""
    return {row["id"]: (row["khmer"], row["by"], row["day"]) for row in _rows(root)}


def unread(root: Path = ROOT) -> tuple[KhmerText, ...]:
    """The texts that nobody has read as they stand."""
    known = reading(root)
    return tuple(one for one in khmer_texts(root) if known.get(one.id, ("",))[0] != mark(one.khmer))


def counted_words(root: Path = ROOT) -> Counted:
    """How far the reading has come."""
    known, texts = reading(root), khmer_texts(root)
    read = [known[one.id] for one in texts if known.get(one.id, ("",))[0] == mark(one.khmer)]
    return Counted(len(texts), len(read), dict(sorted(Counter((by, day) for _, by, day in read).items())))


def reading_words(counted: Counted, t: Translator) -> str:
    """The same in a sentence."""
    told = t._(N_("{unread} of {texts} Khmer texts have not been read by a native speaker yet."))
    return told.format(unread=f"{counted.unread:,}", texts=f"{counted.texts:,}")


def keep_reviewed(texts: Sequence[KhmerText], by: str, day: str, root: Path = ROOT) -> None:
    """Note that somebody read ``texts``, as their Khmer stands in them now."""
    new = {one.id: dict(zip(COLUMNS, (one.id, one.place, mark(one.khmer), by, day), strict=True)) for one in texts}
    rows = {row["id"]: row for row in _rows(root)} | new
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows[one] for one in sorted(rows))
    (root / REVIEWED).write_text(out.getvalue(), encoding="utf-8", newline="\n")
