"""Who uploaded what, what became of it, what was decided and learned: SQLite, small, transactional.

Holds the ledger's file, its entries, decisions, proposals, and where the state lies.
May import: labels, persons and the catalogue.
Must never: change an entry; a later one takes it back.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
