"""From everything that is kept to one snapshot: a pure function of tables, source files and uploads.

Holds the assembly, the gate's verdicts, and the swap of the pointer.
May import: gate, ledger, sources, cleaned and the catalogue.
Must never: publish over a loss.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
