"""One indicator looked at in many ways: the page ``/explore``.

One selection lives in the URL (``state.ViewState``); the views show it, each in a module of its own:

- ``views.VIEWS`` is the table of the views, in the order of their tabs.
- A module ``ui/explore/<code>.py`` holds one view: its choice (a frozen dataclass of resolved codes), the functions
  that show its controls, word its finding and draw it, and at its end ``VIEW = View(...)``; see ``view.View``.
- ``frame.show_explorer`` puts them together: finding, filter bar (the indicator, then the view's own controls), tabs,
  the view, and what is exactly measured.
- ``controls`` has the controls that views share (group, period, places in focus, places that change) and what resolves
  the URL's text against the figures there are; ``timeline`` steps through periods; ``focus`` moves places in and out.

To add a view: write its module, add it to ``views.VIEWS`` (its code stands in ``state.VIEWS`` already), put its words
in both catalogues. A control must be bound to a parameter of ``state.ViewState`` (``ui.parts.filters.choose``); the
style sheet lays out any number of controls. Draw through ``page.figure`` and load through ``ui.parts.cache``. Put under
the figure what is not drawn and why, and under that a table of every value.

Holds the views, what several of them share, the hall, and the frame around them.
May import: parts and the library.
Must never: work a number out.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
