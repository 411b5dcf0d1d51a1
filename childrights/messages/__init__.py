"""Advocacy messages from figures: deterministic sentences that are never stronger than the data, or refusals.

``desk`` reads what one indicator needs, ``compose`` answers an ``Ask`` with a ``Message``, ``candidates`` ranks what
could be said, ``recheck`` asks a kept message again, ``foreign_numbers`` watches over edits.

Holds the desk a message is written at, findings, verdicts with reasons, every sentence, and the watch over edits.
May import: search, rights, gaps, areas, statistics, members, language, snapshot and catalogue.
Must never: claim a cause, or say more than the figures do.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
