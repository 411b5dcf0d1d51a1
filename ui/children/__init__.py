"""The pages for children: large type, short words, pictures, no field to fill in.

Holds their parts: a group of rights, a row of ten, the box that says where help is, and what adults find under them.
May import: ``ui.parts``, children, rights and the catalogue.
Must never: ask a child for anything, word a sentence for children itself, or leave harm without the way to help.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
