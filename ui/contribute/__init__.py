"""The screens of the contributors: from the file somebody has to figures that are published, or taken back.

Holds view-models without Streamlit, and the parts that show them.
May import: parts, explore, the library and the ETL.
Must never: decide anything the ETL decides.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
