"""The composer: which findings a paper or a page tells of a right, an article, a place, a body of the State, and in
which order.

``choose`` takes the best of what may be said, as a person may have changed it; ``ranked`` gives everything in the order
of the page of messages, so that paper and page agree; ``leading`` takes the few that stand on the front page.
``Desks`` is what was read once for all scopes of one snapshot. ``Chosen`` says with which kind of chart a finding is
shown.

Holds scopes, the order of findings, and what a person drops, adds and moves.
May import: messages, submissions, rights, newest, snapshot and catalogue.
Must never: word a finding itself, or tell one that a message may not.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
