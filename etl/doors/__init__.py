"""Doors: files whose columns are known beforehand, read by their names alone and never by the general table finder.

Each door is one module: ``tidy`` our own CSV, workbook and HXL exports, ``sdmx`` our own SDMX-CSV, ``dhs`` the
sub-national CSV of the DHS Program and of HDX. A door knows a sheet by its header and gives the same result as any
other sheet: figures, problems at their cells, and what was left out under which name. What it yields passes the same
checks as every other figure.

Holds a module for each door, and what rows and cells of known columns share.
May import: figures, tables, labels, sources and problems.
Must never: guess what a column means.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
