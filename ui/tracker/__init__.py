"""The tracker of recommendations: the list, one recommendation, and the forms of those who may assess.

Holds their parts and the panel for files.
May import: parts, contribute, read, the library and the ETL.
Must never: record without a name and a reason.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
