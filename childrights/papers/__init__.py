"""The papers that the coalition hands over, each in its own form: reports, submissions, notes, statements.

A form is a table of sections (``data/papers``), which the coalition edits; ``Choice`` is what a person chose for one
paper, ``Chapter`` what they wrote or changed in one of its sections. ``outline`` says which chapters a paper has, with
title and budget of words.

Holds the forms and their sections, the choices and chapters of a paper, and what stands in each section.
May import: every room of the library.
Must never: say in a paper what a message may not, invent a cause or an ask, or leave out something in silence.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
