"""The birth certificate of a number: everything needed to defend it, from its short code.

Holds the certificate, its words, and what became of codes that stand no longer.
May import: catalogue, snapshot, members, submissions, voices, statistics and language.
Must never: guess a code that it does not know.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
