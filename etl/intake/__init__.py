"""Every kind of file that people bring in: recognised, checked cell by cell, planned, recorded as entries, taken back.

Holds one schema a kind (columns → what a row says → faults per cell → what it would change) and the one road for all.
May import: the rest of ``etl`` and what ``etl`` may; nobody imports its modules past these names.
Must never: keep a file, record a part of one, or change what is recorded.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
