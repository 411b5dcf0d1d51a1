"""The pieces that pages are made of: page, layout, filters, options, figures, sharing, cards, certificates.

Holds the only makers of option controls, of HTML and of caches.
May import: the library.
Must never: know which page it stands on.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
