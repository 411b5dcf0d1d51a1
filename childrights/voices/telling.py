"""What members sent in words as it is told: the words, and beside them whose they are and how they were heard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from childrights.i18n import N_, Translator, translator
from childrights.rights import day_words
from childrights.submissions import KeptRow
from childrights.voices.voice_rows import COUNTED, FEWEST_TOLD, GROUP_SEXES, OF_CHILDREN_KINDS, VOICE_KINDS, Voice
from geo import COUNTRY, area_words

NO_GENERALISING = N_(
    "These are words of those who were heard, as a member organisation sent them. They are not figures and do not "
    "speak for all children."
)
"""Stands wherever they stand."""


def took_part_words(one: Voice, t: Translator) -> str:
    """How many children took part; *a group of children* where they were few or nobody said."""
    if one.children < FEWEST_TOLD:
        return t._("a group of children")
    return t.ngettext("{count} child took part", "{count} children took part", one.children).format(count=one.children)


def heard(one: Voice, t: Translator) -> str:
    """Who says it where and when, and how it was gathered."""
    place = t._("whole country") if one.area == COUNTRY else area_words(one.area, t.lang)
    parts = [group_words(one, t), place, str(one.year), one.gathered]
    if one.kind in OF_CHILDREN_KINDS:
        parts.insert(1, took_part_words(one, t))
    return " · ".join(filter(None, parts))


def group_words(one: Voice, t: Translator) -> str:
    """The group that says it: in the member's words, or, of one that was counted, girls or boys and their age."""
    sex, _, age = one.said_by.partition(" ")
    if one.kind != COUNTED or sex not in GROUP_SEXES:
        return one.said_by
    return t._("{group} aged {ages}").format(group=t._(GROUP_SEXES[sex]), ages=age.replace("-", "–"))


def attribution(one: Voice, t: Translator) -> str:
    """Whose words they are, for beside them on a screen or on paper, with the code that leads back to them."""
    words = t._("{kind}, in the words of {member}: {heard} [{code}]")
    kind = t._(VOICE_KINDS[one.kind])
    return words.format(kind=kind[:1].upper() + kind[1:], member=one.organisation, heard=heard(one, t), code=one.code)


def voice_told(row: KeptRow[Voice], t: Translator) -> list[str]:
    """What there is to say of the code of a row: its words, whose they are, when they came; or that it is gone."""
    one, origin = row.what, row.origin
    if not origin.stands:
        gone = t._(
            "{kind} sent by {member} about {place} ({year}) was taken back on {day}. Its words are not shown any more."
        )
        told = {"kind": t._(VOICE_KINDS[one.kind]), "member": one.organisation, "place": area_words(one.area, t.lang)}
        return [gone.format(**told, year=one.year, day=day_words(origin.withdrawn_at, t.lang))]
    sent = t._("Sent with the file {file} as {id} on {day}; looked at and approved before it was shown.")
    kept = t._("Kept by the member in: {source}").format(source=one.source)
    consent = [
        t._("The member says that the children and those who care for them agreed to its being told without names.")
    ]
    return [
        t._("“{words}”").format(words=one.text(t)),
        attribution(one, t),
        kept,
        sent.format(file=t._(origin.file_name), id=origin.id, day=day_words(origin.recorded_at, t.lang)),
        *(consent if one.consent == "yes" and one.kind in OF_CHILDREN_KINDS else []),
        t._(NO_GENERALISING),
    ]


def voice_records(found: Sequence[Voice]) -> list[dict[str, object]]:
    """The rows as plain data for the command line; a small number of children is ``None``."""
    t = translator("en")
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "crc_articles": [*one.crc_articles],
            "area": one.area,
            "year": one.year,
            "said_by": one.said_by,
            "children": one.children or None,
            "gathered": one.gathered,
            "consent": one.consent,
            "text_en": one.text_en,
            "text_km": one.text_km,
            "member": one.organisation,
            "source": one.source,
            "source_url": one.source_url,
            "attribution": attribution(one, t),
        }
        for one in found
    ]


def voice_line(record: Mapping[str, Any]) -> str:
    """One line of the list for a terminal."""
    words = record["text_en"] or record["text_km"]
    about = f"{VOICE_KINDS[record['kind']]}, {record['member']}, {record['area']} {record['year']}"
    return f"{record['code']}  {about}: {words[:80]}"
