"""The Khmer of everything: out to a native reader in one workbook, back by one command, and how much was read.

Holds every Khmer text with its English and its place, the workbook, the checks of what comes back, who read what when.
May import: i18n, the catalogue's tables, files, language.
Must never: write over a text that changed since it went out, or let one in whose gaps or marks are others.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
