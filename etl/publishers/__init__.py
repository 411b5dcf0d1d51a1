"""Official figures asked for at the publishers' public interfaces, looked at, and accepted series by series.

A publisher is a table of what to ask for (``data/publishers/``) and a module of what its replies look like; asking,
keeping, comparing and accepting are the same for all. This is the only place that reaches other computers, and only
when the verb ``refresh`` is given.

Another publisher is a row of ``data/publishers/publishers.csv``, a table of its series beside it, rows of
``data/reference/rounds.csv`` for its source, a module of the shape of ``publisher.Publisher`` named in
``refreshing.PUBLISHERS``, which reads the publisher's downloads through ``downloads``, and its replies in the tests of
faults; then ``python tools/licences.py``.

Holds the polite client, the store of raw replies, a module for each publisher, and the difference to what stands.
May import: snapshot, doors, ledger, gate and the catalogue.
Must never: publish what nobody accepted, or half of a series.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
