"""What one label says: place, indicator, group, unit or the role of its line; remembered per distinct label.

Holds the matchers, their word lists, what a person decided and what a member confirmed before.
May import: cells, periods, persons and problems.
Must never: take a name that is only near; it proposes.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
