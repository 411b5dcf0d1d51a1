"""Who somebody is: accounts, passwords, sessions and one-time links, kept in the ledger.

Holds how somebody is recognised and becomes an ``Actor``.
May import: the ledger, permissions and geo's spelling of Khmer.
Must never: put a password or a token into a file, a log, an audit line, an exception or what ``repr`` shows.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
