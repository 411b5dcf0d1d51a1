"""One indicator looked at in many ways: the page ``/explore``.

One selection lives in the URL (``ui.parts.ViewState``); the views show it, each in a module that says only what is its
own: its controls and their choice, the sentence it finds, its rows, its figures (calls of the chart builders) and its
notes. ``presentation`` makes of that the figure with its alternative text, the table, the share panel with pictures and
data; ``hall`` the figure on the whole screen; ``frame`` the page around it.

To add a view, two things and its words:

1. A module ``ui/explore/<code>.py`` that ends in ``VIEW = View("<code>", N_("<Tab>"), refuse=…, choose=…, finding=…,
   rows=…, figures=…, notes=…)``. ``choose`` returns a frozen dataclass of resolved codes with an ``indicator``;
   ``controls`` has what views share (group, period, places in focus, places that change), ``timeline`` steps through
   periods, ``focus`` moves places in and out. A control must be bound to a parameter of ``ViewState``
   (``ui.parts.choose``). ``figures`` returns a ``Chart`` for each figure: its key on the page, the msgid of what it is,
   and a call of a builder of ``childrights.charts``, which is where a new kind of chart is drawn. ``notes`` say what is
   not drawn and why. A view is ``layered`` when it can show members' figures; another one says ``apart`` why not, and
   names one that can. ``view.View`` and ``view.Chart`` explain every part; ``over_places`` and ``over_years`` have what
   views of places share, in one period or in all.
2. A line in ``views.VIEWS``, which is the order of the tabs. The code is the ``view`` of the URL.
3. Its words in both catalogues: ``python tools/catalogues.py``, then translate, then ``python tools/khmer_review.py``.

Page, alternative text, table, share, picture and hall follow (``tests/ui/explore/test_adding_a_view.py`` adds one so).

Holds the views, what several of them share, the hall, and the frame around them.
May import: parts and the library.
Must never: work a number out.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
