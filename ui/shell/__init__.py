"""The frame around every page: settings, language, navigation, style, keys, and who may change the figures.

Holds what the server does once, and what every page stands in.
May import: doors, parts.
Must never: hold a page of its own.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
