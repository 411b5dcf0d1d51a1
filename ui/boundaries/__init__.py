"""The steward's page for boundaries: a file is looked at beside the shipped one, accepted and taken back.

Holds the page's parts.
May import: parts, contribute, the library and the ETL.
Must never: accept otherwise than the verb ``boundaries`` does, or load what reads boundaries before a file is there.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
