"""The basket: messages that somebody keeps, in their order, with words and an ask of their own.

Holds the basket as data, what a kept message tells today, and the basket as a brief.
May import: messages, briefs, catalogue and export.
Must never: let words of an author pass for words of the dashboard.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
