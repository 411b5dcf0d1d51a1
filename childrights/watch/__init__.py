"""What changed from one published snapshot to the next, worked out by the engine, and how it is told.

``digest`` compares two snapshots; a log holds the digests of the last publications, as words, as text and as a feed.

Holds the kinds of news, what of them may be told, their order, their words, and the log that lies beside a snapshot.
May import: basket, messages, gaps, newest, members, rights, areas, statistics, language, snapshot, files and catalogue.
Must never: write, tell a value that is hidden or was taken back, or make a claim of a silence.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
