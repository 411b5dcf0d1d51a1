"""Figures against each other and against what is published.

Holds totals, ranges, duplicates, plausibility, and the one place that says whether two figures are the same.
May import: cells and problems.
Must never: change a figure.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
