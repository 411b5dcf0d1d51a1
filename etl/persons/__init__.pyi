from .personal_parts import file_names_a_person, find_persons, neutral_name, refuse_names_of_persons
from .personal_texts import tells_of_a_person, tells_of_anybody, tells_who
from .stored import (
    LONGEST_NAME,
    LONGEST_TEXT,
    NotKept,
    kept_content,
    kept_file_name,
    kept_line,
    kept_member,
    kept_text,
    kept_title,
    kept_words,
    public_sheet,
)

__all__ = [
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "NotKept",
    "file_names_a_person",
    "find_persons",
    "kept_content",
    "kept_file_name",
    "kept_line",
    "kept_member",
    "kept_text",
    "kept_title",
    "kept_words",
    "neutral_name",
    "public_sheet",
    "refuse_names_of_persons",
    "tells_of_a_person",
    "tells_of_anybody",
    "tells_who",
]
