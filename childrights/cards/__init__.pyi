from .command import ALBUM, write_card
from .fitting import LAYOUTS, DrawnCard, draw_card
from .shapes import LEAST_SHARE, PHONE, POSTER, PREVIEW, SHAPES, SQUARE, STORY, CardShape
from .telling import MessageCard, NoCard, Shown, card_of, claim_of
from .writing import IN_ALBUM, NOT_MADE, album, card_bytes, poster_pdf

__all__ = [
    "ALBUM",
    "IN_ALBUM",
    "LAYOUTS",
    "LEAST_SHARE",
    "NOT_MADE",
    "PHONE",
    "POSTER",
    "PREVIEW",
    "SHAPES",
    "SQUARE",
    "STORY",
    "CardShape",
    "DrawnCard",
    "MessageCard",
    "NoCard",
    "Shown",
    "album",
    "card_bytes",
    "card_of",
    "claim_of",
    "draw_card",
    "poster_pdf",
    "write_card",
]
