"""From a workbook as read to all that is known of it: tables, observations and every problem, in one pass.

Holds the engine that calls the rooms below in their order, how a table was understood in words, and the check of a
file.
May import: every room below it.
Must never: keep anything.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
