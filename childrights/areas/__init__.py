"""Places in a figure: what a map may draw, what it names as not drawn, and provinces that changed.

Holds coverage, places as published or regrouped on ground that two surveys share, and their words.
May import: catalogue, snapshot, statistics, language and ``geo``.
Must never: split a survey area into its provinces.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
