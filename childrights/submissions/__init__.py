"""What the coalition asked in its own submissions, and whether it came back: asks, what took them up, what was done.

Holds the asks, laws and plans that people brought in, the proposals which of them belong together, the decisions of
people about these, and the card of a ministry.
May import: rights, newest, export, snapshot, language and catalogue.
Must never: link anything by itself; a proposal is no link before a person says yes.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
