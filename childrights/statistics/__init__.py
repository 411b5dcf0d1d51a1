"""What may be worked out from figures, and how sure it is; a refusal with its reason where it would mislead.

Holds intervals and comparisons, inequality, strata, change, breaks, targets, small samples and grades of evidence.
May import: catalogue and i18n.
Must never: read a snapshot, or draw.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
