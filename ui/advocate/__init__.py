"""The pages of advocacy: messages that figures allow, the basket they are kept in, and what is made of it.

Holds their parts and the keeper of the basket.
May import: parts, explore and the library.
Must never: word a sentence; the library does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
