"""Published files to observations, each with the cell it was read in, by layouts that are data.

Holds the layouts' reader and what became of every row of a source.
May import: reading and the catalogue.
Must never: guess where a layout does not say.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
