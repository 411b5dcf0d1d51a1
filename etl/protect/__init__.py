"""Disclosure control: which members' figures stay hidden, so that a small number of children is hard to work out.

Holds thresholds, the cells and linear relations of tables, what can be worked out of them, and what is hidden for it.
May import: the catalogue, the kinds of members' sources, numbers in words (`etl/cells`), geo.
Must never: read or write a state, change a published figure, or put a number into words.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
