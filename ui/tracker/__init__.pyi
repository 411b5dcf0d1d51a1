from .ask_listing import (
    ask_of,
    asks_buttons,
    asks_title,
    show_ask,
    show_asks,
    show_asks_notes,
    show_proposals,
    show_unknown_ask,
)
from .ask_tables import show_own_tables
from .bringing import show_many, show_steps
from .choosing import choose_standings
from .forms import show_door, show_forms
from .group_views import show_group_views
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
from .ministries import show_ministries
from .single import show_single, show_unknown_code
from .uptake_forms import show_uptake_forms
from .voices import show_voice_sending, show_voices

__all__ = [
    "ID",
    "annex_buttons",
    "ask_of",
    "asks_buttons",
    "asks_title",
    "choose_standings",
    "show_ask",
    "show_asks",
    "show_asks_notes",
    "show_door",
    "show_forms",
    "show_group_views",
    "show_how_much",
    "show_imports",
    "show_list",
    "show_list_notes",
    "show_many",
    "show_ministries",
    "show_missing",
    "show_of_document",
    "show_own_tables",
    "show_proposals",
    "show_rules",
    "show_single",
    "show_steps",
    "show_unknown_ask",
    "show_unknown_code",
    "show_uptake_forms",
    "show_voice_sending",
    "show_voices",
    "show_way_back",
    "standing_of",
    "tracker_title",
]
