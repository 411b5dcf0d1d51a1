"""Why a file is not read: one sentence each that says what is wrong and what to do, ready for translation."""

from __future__ import annotations

from childrights.errors import RefusedFile


def N_(message: str) -> str:  # the customary gettext name, so that extraction finds it
    """Mark a sentence for translation; it is translated where it is shown."""
    return message


UNREADABLE = "unreadable_file"
REFUSED = "refused_file"

# key: (problem code, sentence)
SENTENCES: dict[str, tuple[str, str]] = {
    "missing": (UNREADABLE, N_("The file {file} cannot be opened: check that it is still there and try again.")),
    "empty": (UNREADABLE, N_("The file {file} is empty (0 bytes): save it again and send the new copy.")),
    "too_large": (
        REFUSED,
        N_("The file {file} is larger than {limit} MB: remove pictures and old sheets, or split it, and try again."),
    ),
    "encrypted": (
        REFUSED,
        N_("The file {file} is protected by a password: open it, remove the password, save it and try again."),
    ),
    "macro": (
        REFUSED,
        N_("The file {file} contains macros: save it as an ordinary .xlsx workbook without macros and try again."),
    ),
    "truncated": (
        UNREADABLE,
        N_("The file {file} is damaged or incomplete: open it in Excel or LibreOffice, save it again and try again."),
    ),
    "not_a_workbook": (
        UNREADABLE,
        N_("The file {file} is {found}, not a workbook: save the table as .xlsx, .ods or .csv and try again."),
    ),
    "xlsb": (
        UNREADABLE,
        N_("The file {file} is a binary Excel workbook (.xlsb): save it as .xlsx and try again."),
    ),
    "html": (
        UNREADABLE,
        N_("The file {file} is a web page saved under a workbook's name: open it in Excel, save as .xlsx, try again."),
    ),
    "bomb": (
        REFUSED,
        N_("The file {file} unpacks to far more than a workbook should: copy the table into a new workbook."),
    ),
    "names_a_person": (
        REFUSED,
        N_("The name of this file seems to name a person: give it a name that says what it holds, then try again."),
    ),
    "too_much_beside": (
        REFUSED,
        N_(
            "The file {file} holds far more words beside its cells than can be looked through: copy the table with the "
            "figures as values into a new workbook and try again."
        ),
    ),
    "dtd": (
        REFUSED,
        N_("The file {file} contains XML definitions that a workbook never needs: copy the table into a new one."),
    ),
    "too_wide": (
        REFUSED,
        N_(
            "Sheet {sheet} of {file} has something as far away as cell {cell}: delete what is not part of "
            "your table and try again."
        ),
    ),
    "merged": (
        REFUSED,
        N_(
            "The merged cells on sheet {sheet} of {file} cover more than {limit} cells, or lie over one another: copy "
            "the values into a new workbook and try again."
        ),
    ),
    "ragged": (
        REFUSED,
        N_(
            "More than {limit} lines of {file} have more or fewer fields than its header, the first is line {line}: "
            "save the table as .xlsx, or put quotation marks around fields that hold the separator, and try again."
        ),
    ),
    "too_many_sheets": (REFUSED, N_("The file {file} has more than {limit} sheets: send the ones with data only.")),
    "too_slow": (
        REFUSED,
        N_("The file {file} takes longer than {limit} seconds to read: split it into smaller files and try again."),
    ),
    "no_sheets": (UNREADABLE, N_("The file {file} has no sheet with cells: put the table on a sheet and try again.")),
    "no_text": (
        UNREADABLE,
        N_("The file {file} is text that cannot be deciphered: save it as .xlsx, or as CSV UTF-8, and try again."),
    ),
}


class Refusal(RefusedFile):
    """A refused file: ``str()`` is the English sentence, ``message_id`` and ``params`` say it in any language.

    ``code`` is the problem code, ``unreadable_file`` or ``refused_file``; ``reason`` the key in ``SENTENCES``.
    """

    def __init__(self, reason: str, **params: object) -> None:
        self.reason = reason
        self.code, self.message_id = SENTENCES[reason]
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.message_id.format_map({"file": "sent", **self.params}))
