from .bringing import show_many, show_steps
from .choosing import choose_standings
from .forms import show_door, show_forms
from .imports import show_imports
from .listing import (
    ID,
    annex_buttons,
    show_how_much,
    show_list,
    show_list_notes,
    show_missing,
    show_of_document,
    show_rules,
    show_way_back,
    standing_of,
    tracker_title,
)
from .single import show_single, show_unknown_code

__all__ = [
    "ID",
    "annex_buttons",
    "choose_standings",
    "show_door",
    "show_forms",
    "show_how_much",
    "show_imports",
    "show_list",
    "show_list_notes",
    "show_many",
    "show_missing",
    "show_of_document",
    "show_rules",
    "show_single",
    "show_steps",
    "show_unknown_code",
    "show_way_back",
    "standing_of",
    "tracker_title",
]
