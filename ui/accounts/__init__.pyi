from .accounts_view import show_accounts
from .guard import Guard
from .launched import end_what_is_old, open_launch
from .media import keep_apart
from .record_view import show_record
from .settings_view import show_settings
from .signing_in import routes

__all__ = [
    "Guard",
    "end_what_is_old",
    "keep_apart",
    "open_launch",
    "routes",
    "show_accounts",
    "show_record",
    "show_settings",
]
