"""A file of boundaries that somebody brings in: opened with care, matched, repaired, compared, kept, taken back.

The libraries that read and project boundaries take half a second to load: only this room and what makes the shipped
boundaries use them, and nobody who draws a map waits for them.

Holds the readers of the three kinds of file, the matching of rows with provinces, the coverage of the country, and the
difference to the shipped boundaries.
May import: ledger, snapshot, persons and ``geo``.
Must never: publish shapes with gaps, overlaps or a province too few, or forget whose they are.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
