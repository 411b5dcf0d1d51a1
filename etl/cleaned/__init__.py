"""The cleaned copy of a file: the cells that its figures were read from, and nothing else of it.

Holds what is kept of a file, its plain writer, and the replacing of copies kept by earlier versions.
May import: understanding, ledger, tables, persons and reading.
Must never: keep a property, a cache, a remark or a name.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
