"""Open data and shared views: published figures as files, each with sources, terms, snapshot and codes.

Holds the eight formats, their columns, the plain workbook writer and the citation of a view.
May import: catalogue, snapshot, members, areas, newest, language and files.
Must never: give a figure away without its source and what is newer than it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
