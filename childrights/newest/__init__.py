"""What is newest of a topic: its national headline, its newest picture by place, and what is newer than a figure.

Holds the rule by which the newest sound figure of a concept is found, and the words that go beside an older one.
May import: statistics, language, snapshot and catalogue.
Must never: join series, compare the figures it names, or let a model's figure pass for a counted one.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
