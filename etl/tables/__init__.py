"""Where the tables of a sheet are, and what each of their lines means.

Holds the sheet as letters, the finder, headers and sub-headings, roles of columns, rows and what titles say.
May import: labels, periods, cells and problems.
Must never: read a figure.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
