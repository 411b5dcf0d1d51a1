"""The shape of the official workbook, shared by what writes it and what recognises it.

Shape of version 1 (the recogniser in ``etl/understanding/layouts`` relies on it):

- **Every** sheet of the workbook has a hidden row 1 whose cell A1 starts with ``CRC-Cambodia template v1``. Exactly
  that text: a *data sheet*. ``… instructions``: prose, never data. ``… codes``: the code list. ``… source``: what kind
  of source the figures are (``etl/template_source.py``). A workbook with one such data sheet is a template; sheets
  without the marker are the member's own notes and are not data either.
- **Data sheet**: row 1 (hidden) after A1: ``lang=en`` in B1, ``year=2024`` in C1, ``member=…`` in D1. Row 2 (hidden):
  the tag of each column, fixed order A to N:

      #indicator+name  #meta+unit  #adm1+name  #date+year  #meta+sex  #meta+residence  #value  #value+numerator
      #value+denominator  #status  #meta+note  #x_last+value  #x_last+year  #x_shown

  Row 3 title, row 4 how to fill it in, row 5 column headers for people, rows 6… one figure each. Columns are found
  by their tag, not by position. A row whose ``#value``, ``#value+numerator``, ``#value+denominator`` and ``#status``
  are all blank is not a figure and not a problem. ``#x_last…`` is last year's figure for comparison and ``#x_shown``
  says what will not be shown: both are never data.
- **Codes sheet** (hidden): columns ``list``, ``label``, ``code`` from row 2 on. ``list`` is one of ``indicator``,
  ``area``, ``sex``, ``residence``, ``status``; the data sheet holds the labels, in one language, each unique in
  its list. A blank ``#status`` is ``normal``; a status given without a value says why there is none.
- Values are numbers in the indicator's unit (percent as 45.2, not 0.452); the value cells have the format ``General``
  or ``0.0``. ``#date+year`` is a whole year, or a period as text (``2021-2022``).
"""

from __future__ import annotations

from childrights.i18n import N_

MARKER = "CRC-Cambodia template v1"
TAGS = (
    "#indicator+name",
    "#meta+unit",
    "#adm1+name",
    "#date+year",
    "#meta+sex",
    "#meta+residence",
    "#value",
    "#value+numerator",
    "#value+denominator",
    "#status",
    "#meta+note",
    "#x_last+value",
    "#x_last+year",
    "#x_shown",
)
HEADERS = (
    N_("Indicator"),
    N_("Unit"),
    N_("Province"),
    N_("Year"),
    N_("Sex"),
    N_("Town or country"),
    N_("Value"),
    N_("Numerator (if known)"),
    N_("Denominator (if known)"),
    N_("Why there is no value, or how sure it is"),
    N_("Note"),
    N_("Last value"),
    N_("Its year"),
    N_("What is shown of it"),
)
WIDTHS = (46, 14, 22, 11, 11, 16, 12, 14, 14, 26, 30, 11, 11, 34)
INPUT_TAGS = TAGS[2:11]
FIRST_ROW = 6
SPARE_ROWS = 10
"""Blank rows after the provinces of each indicator, for figures by sex or by town and country."""

SEXES = {"total": N_("Total"), "female": N_("Female"), "male": N_("Male")}
RESIDENCES = {"total": N_("Total"), "urban": N_("Urban"), "rural": N_("Rural")}
TEMPLATE_STATUSES = ("provisional", "small_sample", "suppressed", "not_collected", "not_applicable")

INSTRUCTIONS = (
    N_("How to fill in this workbook"),
    N_("1. Fill in the white cells of the sheet “{data}”. The grey cells are fixed."),
    N_("2. Give each value in the unit that stands in its row: 45.2 for 45.2 per cent, not 0.452."),
    N_("3. Leave a value blank where you have none. Do not write 0, “-” or “n/a”: choose the reason from the list."),
    N_("4. For girls and boys, or town and country, use the spare rows below the provinces of the indicator."),
    N_("5. Numerator and denominator are welcome where you know them; they are checked against the value."),
    N_("6. Last year's value stands at the right, in grey, to compare with. It is not read."),
    N_("7. Never write names, addresses, telephone numbers or anything about one child."),
    N_("8. Save as .xlsx and upload it on the page “Upload a workbook”. Nothing is published before you confirm."),
)
DATA_SHEET = N_("Data")
INSTRUCTIONS_SHEET = N_("Instructions")
CODES_SHEET = "_codes"
"""Not translated: formulas of the drop-down lists name it."""
