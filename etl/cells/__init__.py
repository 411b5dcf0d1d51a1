"""What one cell says: a number, a mark that stands for a missing one, or something nobody may guess.

Holds text in one form, numerals, marks, units and stored numbers on the scale of their column.
May import: problems, reading and ``geo``.
Must never: know of indicators, or of other cells than its column.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
