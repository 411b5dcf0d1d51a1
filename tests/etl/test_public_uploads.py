"""What a snapshot, which everybody may read, tells of the files that members sent: neither their names nor notes."""

from __future__ import annotations

from pathlib import Path

from childrights.snapshot.queries import upload_record
from childrights.snapshot.snapshot import open_current
from etl.intake.accepting import accept, check_for
from etl.ledger.ledger import uploads
from etl.ledger.state import State
from etl.permissions import owner
from tests.making import write_world
from tests.support.workbooks import table_workbook


def test_a_snapshot_names_a_file_by_its_upload(tmp_path: Path) -> None:
    state, inputs = State(tmp_path / "home"), write_world(tmp_path, [{"area": "KH05", "value": 31.5}])
    path = tmp_path / "Answer to the letter of May.xlsx"
    path.write_bytes(table_workbook(["Province", "Stunting 2014 (%)"], [["Kandal", 21.5], ["Takeo", 20.0]]))
    found = check_for(state, path, member="Member A")
    done = accept(state, path, found, member="Member A", who=owner("x"), note="zanzibar letter", inputs=inputs)
    assert done.upload == "U0001" and uploads(state)[0].file_name == path.name
    snapshot = open_current(state.home)
    try:
        assert upload_record(snapshot, "U0001")["file"] == "U0001.xlsx"
        assert snapshot.rows("SELECT note FROM snapshot.upload") == [("",)]
    finally:
        snapshot.close()
    kept = [one for one in (state.home / "snapshots").rglob("*") if one.is_file()]
    told = [word for one in kept for word in (b"Answer to the letter", b"zanzibar") if word in one.read_bytes()]
    assert kept and told == []
