"""Who may do what: roles, actions, and the one who acts, asked wherever the state is written.

Holds the table of permissions and the refusals, in words.
May import: the catalogue and i18n.
Must never: know how somebody was recognised, or read the state.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
