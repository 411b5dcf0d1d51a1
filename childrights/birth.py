"""The birth certificate of a number: everything needed to defend it, from its short code."""

from __future__ import annotations

from typing import Any

from childrights.catalogue import Catalogue
from childrights.errors import UnknownCode
from childrights.identity import normalise_code
from childrights.queries import file_reports, observation, upload_record
from childrights.snapshot import Snapshot


def certificate(snapshot: Snapshot, catalogue: Catalogue, code: str) -> dict[str, Any]:
    """The observation with ``code`` and where it was born. Raises ``UnknownCode``.

    ``code`` may be typed in any case and without its dash. Keys: ``code``, the observation's own fields,
    ``indicator_name``, ``unit``, ``definition``, ``citation``, ``url``, ``licence``, ``trust``, ``file``,
    ``file_sha256``, ``upload`` details when a member sent it, ``snapshot`` and ``content_hash``.
    """
    found = observation(snapshot, normalise_code(code))
    indicator = catalogue.indicators.get(found.indicator)
    if indicator is None:
        raise UnknownCode(f"The figure {code} belongs to an indicator that is no longer in the catalogue.")
    record: dict[str, Any] = {"code": found.id}
    record |= {name: getattr(found, name) for name in found.__dataclass_fields__ if name != "id"}
    record |= {
        "indicator_name": indicator.name_en,
        "unit": indicator.unit,
        "definition": indicator.definition_en,
        "comparability": indicator.comparability_note,
    }
    source = catalogue.sources.get(found.source)
    if source is not None:
        report = next((one for one in file_reports(snapshot) if one.source == source.key), None)
        record |= {
            "citation": source.citation,
            "url": source.url,
            "licence": source.licence_note,
            "trust": source.trust,
            "file": report.file if report else "",
            "file_sha256": report.sha256 if report else "",
        }
    if found.upload:
        record |= upload_record(snapshot, found.upload)
    return record | {"snapshot": snapshot.name, "content_hash": snapshot.content_hash}
