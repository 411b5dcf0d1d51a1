"""Writers of briefs: slides, a workbook, a report and a fact sheet, each from the same brief.

``WRITERS`` chooses the writer by the ending of the file; a new format is one line there. A writer looks nothing up and
claims nothing: every word of a paper is in the brief already, in its language.

Holds a writer for each format, and what they share: columns, text that fits, styles.
May import: every room of the library but the basket and what stands on it.
Must never: say in a paper what the brief does not say, or leave out what it says.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
