"""Who may knock, and what every answer says to a browser: names, origins, proxies, headers, calm errors.

Holds ASGI middleware that stands before everything else, and the page that a person sees when something fails.
May import: the library's words and colours.
Must never: know who somebody is or what they may do, or draw with Streamlit.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
