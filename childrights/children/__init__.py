"""For children: their rights, what is known, what was asked and what they can do, in short words and pictures.

Every English sentence that a child reads stands in the tables of ``data/children``, is measured (``grade``) and made of
words of one list. A figure is shown as so many of ten, where messages permit it and its interval is narrow enough.

Holds the tables, the reading level, tenths, what was asked in plain words, helplines, the drawings and the booklet.
May import: messages, rights, snapshot, statistics, language, the letters of writers and what lies under them.
Must never: say how harm is done, ask a child for anything, show a hidden figure, or give an unchecked number.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
