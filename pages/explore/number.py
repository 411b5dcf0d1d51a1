"""A number's birth certificate: what it says, where it was born, what was done to it and how sure it is."""

from childrights.catalogue import normalise_code
from childrights.certificate import NoLonger, UnknownNumber
from ui.parts import (
    Page,
    cache,
    certificate_finding,
    filter_bar,
    show_certificate,
    show_gone,
    show_how,
    show_near,
    show_page,
    show_share,
    show_title,
    title_place,
    type_in,
)
from ui.read import number_shared, show_voice, voice_of, voice_title


def body(page: Page) -> None:
    """The page from top to bottom."""
    _ = page.t._
    heading = title_place()
    with filter_bar("number"):
        typed = type_in(
            _("Code of a number"),
            param="code",
            placeholder=_("for example {code}").format(code="K7Q2M-9XD0A"),
            help=_("Capital or small letters, with or without the dash; O counts as 0, and I and L count as 1."),
        )
    if not typed:
        show_how(page, heading)
        return
    if row := voice_of(page, normalise_code(typed)):
        with heading:
            show_title(voice_title(page, row), page.lang, kicker=_("Where a number comes from"))
        show_voice(page, row)
        return
    try:
        found = cache.certificate(page.snapshot.name, normalise_code(typed))
    except NoLonger as no_longer:
        show_gone(page, heading, no_longer.gone)
        return
    except UnknownNumber as unknown:
        show_near(page, heading, typed, unknown)
        return
    title = certificate_finding(page, found)
    with heading:
        show_title(title, page.lang, kicker=_("Where a number comes from"))
    show_share(page, lambda: number_shared(page, title, found))
    show_certificate(page, found)


show_page(body)
