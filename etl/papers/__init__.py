"""Papers that people write together, kept in the ledger: chapters, every version of their texts, drafts, comments.

Whoever saves names the version they began from. Where somebody saved meanwhile, the text becomes a draft of its author
and both are told; a version is never changed, and a draft goes only when its words are saved.

Holds papers as projects, their texts, and what people say of them.
May import: the ledger, persons, permissions and the papers of the library.
Must never: lose a text that was accepted, or keep one that was not searched for persons.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
