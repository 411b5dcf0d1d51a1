"""Whose figures a table holds: the words left over after all that is understood.

Holds the classes of such words and the rules by which they restrict whom a figure is about.
May import: tables, labels, periods and cells.
Must never: let figures of a part of the people stand for a province.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
