"""A member's mirror: one page and a letter about what it sent, on time or not, with which faults, and what it shows.

Holds the mirror as words, and its writers: Word, PDF, and a ZIP with the workbook of next year.
May import: every room of the library.
Must never: hold anything of another member, in its words, its properties or the names of its files.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
