"""Who is signed in: pages beside Streamlit, the guard before its doors for bytes, accounts, settings, the record.

Holds every page of signing in and out, and whatever stands between a cookie and what it opens.
May import: doors, parts, and the ETL's accounts, permissions and ledger.
Must never: decide what a role may do, or keep a password.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
