"""Figures as plain Plotly JSON: chart builders that are given words and numbers made ready.

Holds a builder for every kind of chart, tokens of colour and size, and from observations to what builders take.
May import: areas, catalogue, language, members, snapshot and statistics.
Must never: look anything up, format a number twice, or leave a value undrawn without naming it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
