"""From the rows of a table to observations: each number read in the context of its neighbours.

Holds records, keys, counts and samples, totals, figures withdrawn by their look, and the tally of a sheet.
May import: tables, labels, scope, checks, periods and cells.
Must never: drop a cell: it is read, reported or counted as left out.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
