"""Files of people, read in a process of its own with limits on memory and time: one at a time, at low priority.

Holds the line in which files wait for their turn, the process that reads them, what it may be asked, and how values
travel to and from it as data.
May import: the rest of ``etl`` and what ``etl`` may.
Must never: parse what a person sent in the process that serves pages, or take an answer for more than data.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
