"""The answers of the dashboard for programs: figures, what describes them, messages and certificates, to be read.

Holds the read-only HTTP interface, its description (OpenAPI) and what it keeps of snapshots between two requests.
May import: the library and ``geo``.
Must never: know who asks, write anything, or say more than a page says to somebody without an account.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
