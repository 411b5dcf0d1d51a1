"""Numbers, periods and codes as people read them, in English and Khmer.

Holds the formats of Unicode CLDR and the words for units, groups, statuses, reasons and directions.
May import: catalogue, statistics and i18n.
Must never: decide what may be said; it only says it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
