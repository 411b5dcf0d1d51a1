"""Pictures of figures for reports, posts and slides, made on the server: no browser, no internet.

``translate`` turns a Plotly figure of ours into shapes and words and refuses what it does not know; ``frame`` lays
the words around it out anew for a proportion; ``png`` and ``svg`` write the result. A new chart needs nothing here
as long as it uses traces and properties that are known.

Holds the translation of our figures to shapes, the frame for each proportion, and the writers.
May import: charts and the catalogue's exceptions.
Must never: leave out of a picture what stands in the figure.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
