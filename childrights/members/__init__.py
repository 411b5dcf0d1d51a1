"""Members' figures: a layer of their own beside what is published, and never in its place.

Holds whose figure it is, of what kind of source, what was quoted, and the words for all that.
May import: catalogue, snapshot and language.
Must never: let a member's figure join, replace or rank beside a published one.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
