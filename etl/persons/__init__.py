"""Data about persons in a file: found by headers, texts and shapes, so that it is never kept.

Holds the words of such columns in English and Khmer, and the rules that find them.
May import: cells and reading.
Must never: keep or repeat what it found.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
