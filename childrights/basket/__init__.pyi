from .basket import MOST_TEXT, AuthorText, Basket, BasketError, Kept, basket_json, read_basket
from .brief import of_basket
from .kept import foreign, kept_sentence, telling
from .talk import of_talk

__all__ = [
    "MOST_TEXT",
    "AuthorText",
    "Basket",
    "BasketError",
    "Kept",
    "basket_json",
    "foreign",
    "kept_sentence",
    "of_basket",
    "of_talk",
    "read_basket",
    "telling",
]
