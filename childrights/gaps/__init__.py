"""Which figures about children in Cambodia are missing here: silence of this collection, weighed, never a claim.

Holds the coverage matrix, the ranking of gaps with its reasons, and both as files to take away.
May import: catalogue, snapshot, areas, rights and export.
Must never: tell silence as a fact about children.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
