"""Data about persons in a file: found by headers, texts and shapes, so that it is never kept.

Holds the words of such columns in English and Khmer, the rules that find them, and what makes a text fit to be kept.
May import: cells and reading.
Must never: keep or repeat what it found.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
