from .personal_parts import file_names_a_person, find_persons, neutral_name, refuse_names_of_persons
from .personal_texts import tells_of_a_person, tells_who

__all__ = [
    "file_names_a_person",
    "find_persons",
    "neutral_name",
    "refuse_names_of_persons",
    "tells_of_a_person",
    "tells_who",
]
