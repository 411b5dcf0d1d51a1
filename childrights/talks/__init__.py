"""Talks: slides that somebody puts together, asked again of today's figures, and the one file that presents them.

Holds a talk as data, what each of its items shows today, and the writer of one HTML file that asks for nothing.
May import: messages, composer, briefs, charts, pictures, areas, catalogue, language, export and files.
Must never: cut a caveat short, or let words of a speaker pass for words of the dashboard.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
