from .basket import MOST_TEXT, Basket, BasketError, Kept, Said, read, written
from .brief import of_basket
from .kept import foreign, telling, told

__all__ = [
    "MOST_TEXT",
    "Basket",
    "BasketError",
    "Kept",
    "Said",
    "foreign",
    "of_basket",
    "read",
    "telling",
    "told",
    "written",
]
