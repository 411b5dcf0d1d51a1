"""What would change if what waits were published: the snapshot in force and a candidate, set side by side.

Holds the difference of the two as a steward reads it: maps, ranks, headlines, sentences, conflicts, and their words.
May import: watch, messages, newest, members, areas, statistics, language, snapshot and the catalogue.
Must never: write, publish, or decide anything.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
