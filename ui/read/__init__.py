"""The pages of words: rights, provinces, gaps, search, overview and what was asked.

Holds their parts in the order of the screen.
May import: parts and the library.
Must never: cache, or hold SQL.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
