"""Briefs: a right, a province, an indicator or chosen messages, composed for a paper that can be handed to a minister.

``brief_of`` makes a ``Brief`` (``model``) in one language: sections with a sentence that may be said, what is drawn as
data, tables, sources and short codes. It has no format yet; ``childrights.writers`` gives it one.

Holds the brief as data, and how its sections are composed.
May import: every room of the library but the writers, the basket and what stands on them.
Must never: say in a paper what a message may not.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
