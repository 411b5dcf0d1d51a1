"""What is said of the dashboard itself: its data as files, and every token and chart on invented data that says so.

Holds the table of files and columns, and the samples of the component page.
May import: parts, charts and the words of exports.
Must never: show invented data anywhere but on the component page.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
