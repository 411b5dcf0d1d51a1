from .cleaned import cleaned_copy
from .cleaning import replace_originals

__all__ = [
    "cleaned_copy",
    "replace_originals",
]
