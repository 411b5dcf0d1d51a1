"""What member organisations send in words: views of children, good practice, policy practice, causes.

Holds what was sent and approved, the columns of its table, which of it stands under a right in a place, and its words
as papers and screens tell them: always marked as the member's.
May import: submissions, rights, snapshot, language and catalogue.
Must never: count, rank or join them with figures, or tell how many children took part where these are few.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
