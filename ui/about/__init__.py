"""The component page: every token and chart on invented data that says so.

Holds the samples.
May import: parts and charts.
Must never: be reached from a page of figures.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
