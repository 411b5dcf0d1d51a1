"""Ways back after damage: a backup in one file, putting it back, what is wrong, and what must be gone for good.

Holds backups and how they are put back.
May import: the ledger, papers, the snapshot, publishers, boundaries and intake.
Must never: change anything before everything is checked, or mend what a person must decide.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
