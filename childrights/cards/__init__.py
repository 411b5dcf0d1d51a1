"""Cards that travel: one message as a picture for Telegram and Facebook, as a poster for a commune hall, as an album.

``card_of`` says what a card of a message shows; ``draw_card`` fits it into a shape and refuses what does not fit;
``card_bytes``, ``poster_pdf`` and ``album`` write it. Text is never cut: it gets a smaller step, then another layout,
then the card is refused with the reason.

Holds what a card shows, the shapes with their smallest letters, the figures of children, the layouts, the writers.
May import: messages, pictures, charts, export, newest, members, language and what lies under them.
Must never: say what the message does not, or write a letter smaller than its shape allows.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
