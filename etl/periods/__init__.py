"""What a text, a cell or a column says about time: the one place where years are read (see ``read``).

Holds the words of time, the lexer, the parser and the agreed readings.
May import: cells and reading.
Must never: take a part of a year, a plan or a target for a year.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
