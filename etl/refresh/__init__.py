"""Refreshing as a page does it: a round in the background, what waits, accepting it.

Holds what the verb ``refresh`` does between two lines of a terminal and a page between two visits.
May import: publishers, ledger, snapshot and the catalogue.
Must never: ask, compare or accept otherwise than ``etl.publishers`` does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
