"""What is wrong with a file, as data: codes, places and the sentences that say it with its cure.

Holds the model of problems and results, every sentence, and how alike problems are counted.
May import: catalogue, i18n, reading and geo.
Must never: decide whether something is wrong.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
