"""Colours, type and figures of the product in both themes, for whoever changes them."""

from childrights.charts import THEMES
from ui.about import show_colours, show_sample_figures, show_type
from ui.parts import show_section, show_title, this_page

page = this_page()
_ = page.t._

show_title(_("The parts this dashboard is made of"), page.lang, kicker=_("Components"))
show_section(_("Type"), page.lang)
show_type(page)
for colours in THEMES.values():
    show_section(_("Light theme") if colours.name == "light" else _("Dark theme"), page.lang)
    show_colours(colours, page)
    show_sample_figures(colours, page)
