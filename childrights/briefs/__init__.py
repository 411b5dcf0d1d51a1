"""Briefs: a right, a province, an indicator or chosen messages as a file that can be handed to a minister.

``compose`` makes a ``Brief`` (``model``) in one language: sections with a sentence that may be said, what is drawn as
data, tables, sources and short codes. A writer turns the same brief into its format: ``slides`` a PowerPoint file,
``annex`` an Excel workbook, ``word`` a report, ``sheet`` a fact sheet as PDF. ``verb`` chooses the writer by the ending
of the file; a new format is one line there.

Holds the brief as data, its sections, and a writer for each format.
May import: every room of the library but the basket.
Must never: say in a paper what a message may not.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
