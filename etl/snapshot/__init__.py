"""From everything that is kept to one snapshot: a pure function of tables, source files and uploads.

Holds the assembly, the gate's verdicts, the swap of the pointer, and what is new beside it.
May import: gate, ledger, sources, cleaned, the catalogue and the library's watch.
Must never: publish over a loss.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
