"""A person's file to plain grids: every format, nothing lost on the way, hostile files refused in one sentence.

Holds a reader for every file type, number formats, what the look of a cell says, limits and refusals.
May import: the catalogue's exceptions and ``geo``.
Must never: understand what a cell means, beyond what its number format says.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
