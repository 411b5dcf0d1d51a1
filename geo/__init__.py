"""Province codes, names, survey domains and boundaries of Cambodia.

Holds the gazetteer, area codes, survey domains, boundaries and one spelling for Khmer.
May import: nothing of ours.
Must never: know of indicators, or reach a network.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
