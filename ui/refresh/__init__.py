"""The steward's page for newer figures: publishers are asked, differences looked at, series accepted and taken back.

Holds the round that runs in the background, the page's parts and their sentences.
May import: parts, contribute, the library and the ETL.
Must never: ask or accept otherwise than the verb ``refresh`` does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
