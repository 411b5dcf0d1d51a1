from .listing import show_papers
from .single import show_paper

__all__ = [
    "show_paper",
    "show_papers",
]
