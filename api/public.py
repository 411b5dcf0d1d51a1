"""What of a record everybody may read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_OF_PERSONS = (
    "recorded_by",
    "compared_by",
    "compared_why",
    "decided_by",
    "why",
    "withdrawn_why",
    "undone_by",
    "undone_why",
)
_OF_FILES = ("file", "file_sha256", "uploaded_at")


def public_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without who of us did what and in which words; of a member's figure also without the file it came in."""
    hidden = {*_OF_PERSONS, *(_OF_FILES if record.get("upload") else ())}
    return {
        name: public_record(value) if isinstance(value, Mapping) else value
        for name, value in record.items()
        if name not in hidden
    }
