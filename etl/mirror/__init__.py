"""What one member sent, from its own lines of the ledger, and its workbook for next year.

Holds the gathering of it and the workbook, both for that member and for stewards.
May import: the rest of ``etl`` and what ``etl`` may.
Must never: tell anybody of another member, by a name, a count or a reason.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
