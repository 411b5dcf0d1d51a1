from .asking_view import show_asking, show_files
from .changes_view import show_changes, show_refresh_title
from .kept_view import show_kept

__all__ = [
    "show_asking",
    "show_changes",
    "show_files",
    "show_kept",
    "show_refresh_title",
]
