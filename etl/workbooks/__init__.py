"""Workbooks that go out: the official template, and a person's own file given back with its faults marked.

Holds their shapes, which the readers share, and their writers.
May import: gate, labels, problems and reading.
Must never: change a cell of a person's file.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
