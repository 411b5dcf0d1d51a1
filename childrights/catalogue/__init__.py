"""What the library speaks of: indicators, topics, clusters, articles and sources, and the one shape of every figure.

Holds the reference tables as checked objects, the codes of dimensions, short codes and the domain's exceptions.
May import: ``geo`` and the standard library.
Must never: read a snapshot, or know a language.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
