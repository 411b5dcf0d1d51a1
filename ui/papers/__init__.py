"""The page of papers: what is written together, chapter by chapter, and what two people who write at once are told.

Holds the list, one paper, one chapter with its field, its preview, its history and its findings, and the files made.
May import: parts, advocate and the ETL.
Must never: let go of a text before the ledger has it, or word a figure; the library does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
