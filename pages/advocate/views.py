"""What members sent in words: views of children, good practice, policy in practice and causes, by right and place."""

from ui.parts import Page, show_page
from ui.tracker import show_voice_sending, show_voices


def body(page: Page) -> None:
    """What is there, then how more of it comes."""
    show_voices(page)
    show_voice_sending(page)


show_page(body)
