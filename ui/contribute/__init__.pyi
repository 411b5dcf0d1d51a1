from . import session_file, words
from .cause_kinds import causes
from .erase_view import show_certificate
from .help_view import show_good_file, show_problems
from .history_view import became_of, history_page, show_history_title, show_upload
from .mirror_view import show_mirror
from .proposed_view import show_proposals
from .questions import count_cells, waiting
from .reading_view import reading
from .reasons import ask_reason
from .review_view import show_published, show_review, show_sent, show_ways_on, withdraw_button
from .sheet_window import tints, with_held
from .start_view import TEMPLATE, good_file_title, show_start
from .steward_view import figure_about, figure_about_head, figure_value
from .waiting_view import (
    approve_pressed,
    show_preview_of,
    show_review_of,
    show_submitted,
    show_told,
    show_waiting_uploads,
)

__all__ = [
    "TEMPLATE",
    "approve_pressed",
    "ask_reason",
    "became_of",
    "causes",
    "count_cells",
    "figure_about",
    "figure_about_head",
    "figure_value",
    "good_file_title",
    "history_page",
    "reading",
    "session_file",
    "show_certificate",
    "show_good_file",
    "show_history_title",
    "show_mirror",
    "show_preview_of",
    "show_problems",
    "show_proposals",
    "show_published",
    "show_review",
    "show_review_of",
    "show_sent",
    "show_start",
    "show_submitted",
    "show_told",
    "show_upload",
    "show_waiting_uploads",
    "show_ways_on",
    "tints",
    "waiting",
    "with_held",
    "withdraw_button",
    "words",
]
