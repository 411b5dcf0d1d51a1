from . import session_file, words
from .cause_kinds import causes
from .help_view import show_good_file, show_problems
from .history_view import became_of, history_page, show_history_title, show_upload
from .proposed_view import show_proposals
from .questions import count_cells, waiting
from .reading_view import reading
from .reasons import ask_reason
from .review_view import show_published, show_review, show_sent, withdraw_button
from .sheet_window import tints, with_held
from .start_view import TEMPLATE, good_file_title, show_start
from .steward_view import figure_about, figure_about_head, figure_value

__all__ = [
    "TEMPLATE",
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
    "show_good_file",
    "show_history_title",
    "show_problems",
    "show_proposals",
    "show_published",
    "show_review",
    "show_sent",
    "show_start",
    "show_upload",
    "tints",
    "waiting",
    "with_held",
    "withdraw_button",
    "words",
]
