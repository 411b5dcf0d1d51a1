"""The published database, read only: found through its pointer, opened locked down, a cursor for every query.

Holds all SQL of the product, and what it answers: figures, listings, facts, lineage and notes.
May import: catalogue, i18n, files and ``geo``.
Must never: write anything, or work a number out.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
