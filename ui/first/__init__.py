"""The first answer to a browser: title, finding and picture of its address, there before any script has come.

Holds what each page says first, made by the page's own functions with nobody in front of it
(``ui.parts.out_of_sight``), and the frame's part that shows it until Streamlit has drawn.
May import: the rooms of pages of words and of the explorer.
Must never: tell what is not published, or anything of whoever asks; fail where the page itself would not.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
