"""The command line keeps its contract: answers on stdout, words on stderr, exit codes 0, 1 and 2."""

import json
import sqlite3
from pathlib import Path

import openpyxl
import pytest

from etl.accounts import look_at_link
from etl.ledger import State
from tests.support import tables
from tests.support.verbs import run, run_alone

RECORD_HEADER = (
    "indicator,area,year_start,year_end,sex,age,residence,wealth,disability,value,numerator,denominator,"
    "lower,upper,sample_size,status,sheet,cell"
)


def workbook(path: Path, *rows: list[object], title: str = "Stunting (%), 2022") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append([])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


GOOD = (["Province", "2022"], ["Kampong Speu", 30.5], ["Takeo", 24.1], ["Kandal", 22.0])
BAD = (["Province", "2022"], ["Kampong Speu", 30.5], ["Atlantis", 24.1], ["Kandal", "many"])


def test_status_counts_the_whole_reference_set(own_home: Path) -> None:
    done = run_alone(own_home, "status", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == ""
    assert run(own_home, "status", "--json").stdout == done.stdout
    assert {key: found[key] for key in ("observations", "indicators", "indicators_with_data")} == {
        "observations": tables.figures(),
        "indicators": tables.indicators(),
        "indicators_with_data": tables.indicators_with_data(),
    }
    assert (found["sources"], found["provinces"], found["uploads"]) == (tables.sources(), tables.provinces(), 0)
    assert Path(found["snapshot_file"]).is_file() and Path(found["snapshot_file"]).stem == found["snapshot"]
    assert set(found) >= {"snapshot", "snapshot_file", "content_hash", "built_at"}


def test_catalogue_and_provinces_are_listed(own_home: Path) -> None:
    indicators = json.loads(run(own_home, "indicators", "--json").stdout)
    assert len(indicators) == tables.indicators()
    assert set(indicators[0]) == {
        "code",
        "name_en",
        "name_km",
        "unit",
        "polarity",
        "minimum",
        "maximum",
        "cluster",
        "articles",
        "aliases",
    }
    provinces = json.loads(run(own_home, "provinces", "--json").stdout)
    assert [one["code"] for one in provinces] == [f"KH{n:02d}" for n in range(1, 26)]
    assert set(provinces[0]) == {"code", "name_en", "name_km", "aliases"}


def test_no_snapshot_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    done = run_alone(tmp_path, "status", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["nonsense"], ["check"], ["check", "nowhere.xlsx"], ["load", "x.xlsx"], ["verify", "AAAAA-AAAAA"]]
)
def test_wrong_usage_is_exit_2_without_a_traceback(own_home: Path, words: list[str]) -> None:
    done = run(own_home, *words)
    assert done.returncode == 2
    assert done.stdout == "" and done.stderr != "" and "Traceback" not in done.stderr


def test_check_keeps_nothing_and_finds_the_bad_cells(own_home: Path, tmp_path: Path) -> None:
    before = sorted(p for p in own_home.rglob("*") if p.is_file())
    file = workbook(tmp_path / "bad.xlsx", *BAD)
    records = tmp_path / "out.csv"
    done = run(own_home, "check", str(file), "--json", "--records", str(records))
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert found["accepted"] == 1 and found["observations"] == 3
    assert {(p["code"], p["cell"]) for p in found["problems"]} >= {("not_a_number", "B6")}
    assert "unknown_area" in {p["code"] for p in found["problems"]}
    assert records.read_text(encoding="utf-8").splitlines()[0] == RECORD_HEADER
    assert sorted(p for p in own_home.rglob("*") if p.is_file()) == before


def test_load_publishes_and_withdraw_restores(own_home: Path, tmp_path: Path) -> None:
    before = json.loads(run(own_home, "status", "--json").stdout)
    file = workbook(tmp_path / "good.xlsx", *GOOD)
    done = run(own_home, "load", str(file), "--member", "Member A", "--json")
    loaded = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (loaded["accepted"], loaded["rejected"]) == (3, 0)
    during = json.loads(run(own_home, "status", "--json").stdout)
    assert (during["observations"], during["uploads"]) == (before["observations"] + 3, 1)
    assert during["snapshot"] == loaded["snapshot"]
    (line,) = json.loads(run(own_home, "uploads", "--json").stdout)
    assert (line["id"], line["status"], line["member"]) == (loaded["upload"], "published", "Member A")
    assert run(own_home, "withdraw", loaded["upload"], "--why", "test").returncode == 0
    after = json.loads(run(own_home, "status", "--json").stdout)
    assert after["content_hash"] == before["content_hash"]


def test_submit_waits_until_approve_or_reject(own_home: Path, tmp_path: Path) -> None:
    before = json.loads(run(own_home, "status", "--json").stdout)
    file, other = (workbook(tmp_path / name, *rows) for name, rows in (("good.xlsx", GOOD), ("bad.xlsx", BAD)))
    done = run(own_home, "load", str(file), "--member", "Member A", "--submit", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["waits"], told["shown"], told["withheld_by"]) == (0, True, 0, {"awaiting": 3})
    assert "U0001 waits" in done.stderr
    assert run(own_home, "load", str(other), "--member", "Member A", "--submit").returncode == 1
    assert json.loads(run(own_home, "status", "--json").stdout) == before
    refused = run(own_home, "approve", "U0002", "U0009")
    assert refused.returncode == 2 and "no upload U0009" in refused.stderr
    back = run(own_home, "reject", "U0002", "--why", "Which place is that?", "--json")
    assert json.loads(back.stdout) == {"upload": "U0002", "status": "withdrawn", "why": "Which place is that?"}
    done = run(own_home, "approve", "U0001", "--why", "As in the register", "--json")
    now = json.loads(run(own_home, "status", "--json").stdout)
    assert json.loads(done.stdout) == {"approved": ["U0001"], "snapshot": now["snapshot"]}
    assert (now["observations"], now["uploads"]) == (before["observations"] + 3, 1)
    second, first = json.loads(run(own_home, "uploads", "--json").stdout)
    assert (first["status"], first["approved_why"], second["sent_back"]) == ("published", "As in the register", True)
    lines = run(own_home, "uploads").stdout.splitlines()
    assert "sent back" in lines[0] and "sent and approved by" in lines[1]
    again = run(own_home, "approve", "U0001")
    assert again.returncode == 2 and "approved already" in again.stderr


def test_the_same_file_twice_is_recognised(own_home: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "good.xlsx", *GOOD)
    first = json.loads(run(own_home, "load", str(file), "--member", "A", "--json").stdout)
    again = run(own_home, "load", str(file), "--member", "A", "--json")
    assert json.loads(again.stdout) == first
    assert "known already" in again.stderr


def test_verify_leads_back_to_the_cell(own_home: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "good.xlsx", *GOOD)
    loaded = json.loads(run(own_home, "load", str(file), "--member", "A", "--json").stdout)
    from childrights.members.layers import members_figures
    from childrights.snapshot.queries import area_values
    from childrights.snapshot.snapshot import open_current

    snapshot = open_current(own_home)
    code = next(one.figure.id for one in members_figures(snapshot, "stunting", areas=["KH21"]))
    shown = json.loads(run(own_home, "verify", code.replace("-", "").lower(), "--json").stdout)
    assert (shown["cell"], shown["value"], shown["upload"], shown["member"]) == ("B5", 24.1, loaded["upload"], "A")
    published = next(o for o in area_values(snapshot, "stunting", "2014") if o.area == "KH21")
    shown = json.loads(run(own_home, "verify", published.id, "--json").stdout)
    assert shown["file"] == "gdl_area.csv" and "Global Data Lab" in shown["citation"]


def test_template_reads_back_clean(own_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "template.xlsx"
    assert (
        run(own_home, "template", str(out), "--indicator", "stunting", "--year", "2024", "--member", "A").returncode
        == 0
    )
    assert out.stat().st_size > 0
    done = run(own_home, "check", str(out), "--json")
    assert json.loads(done.stdout)["problems"] == [] and done.returncode == 0


def test_other_decisions_about_the_same_file_replace_its_first_reading(own_home: Path, tmp_path: Path) -> None:
    rows = (["Province", "2022"], ["Kampong Speu", 30.5], ["The far place", 24.1])
    file = workbook(tmp_path / "numbers.xlsx", *rows)
    first = json.loads(run(own_home, "load", str(file), "--member", "A", "--json").stdout)
    decided = tmp_path / "map.json"
    decided.write_text(json.dumps({"areas": {"The far place": "KH21"}}), encoding="utf-8")
    second = json.loads(run(own_home, "load", str(file), "--member", "A", "--map", str(decided), "--json").stdout)
    assert (first["accepted"], second["accepted"]) == (1, 2)
    newest, oldest = json.loads(run(own_home, "uploads", "--json").stdout)
    assert (newest["id"], newest["status"]) == (second["upload"], "published")
    assert (oldest["status"], oldest["why"]) == ("withdrawn", f"Replaced by {second['upload']}")


def test_decisions_cure_a_file_and_proposals_are_listed(own_home: Path, tmp_path: Path) -> None:
    head = ["Province", "2022", "Beds in shelters"]
    file = workbook(tmp_path / "f.xlsx", head, ["Takeo", 24.1, 7], ["Kandal", 22.0, 8], ["Kep", 0.23, 9])
    said = tmp_path / "map.json"
    words = {"name": "Beds in shelters", "unit": "number", "counts": "Beds for children"}
    decided = {"numbers": {"Sheet!B": {"proportion": "proportion"}}, "propose": {"Beds in shelters": words}}
    said.write_text(json.dumps(decided), encoding="utf-8")
    done = run(own_home, "load", str(file), "--member", "NEP", "--map", str(said), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accepted"] == 3
    assert "Proposed as new: 1" in done.stderr
    (upload,) = json.loads(run(own_home, "uploads", "--json").stdout)
    (proposed,) = json.loads(run(own_home, "uploads", "--proposed", "--json").stdout)
    assert upload["left_out"] == []
    assert (proposed["name"], proposed["cells"], proposed["upload"]) == ("Beds in shelters", 3, upload["id"])


def test_message_answers_or_refuses_with_a_reason(own_home: Path) -> None:
    said = run(own_home, "message", "--indicator", "stunting", "--area", "KH05", "--compare", "KH", "--json")
    found = json.loads(said.stdout)
    assert (said.returncode, said.stderr) == (0, "")
    assert list(found) == ["verdict", "headline", "support", "caveat", "reasons", "observations"]
    assert found["verdict"] in ("say", "say_weaker") and "8.5 percentage points higher" in found["headline"]
    # The two figures compared, and the newer one of each that is told beside
    assert "Newer: Kampong Speu 24.9" in found["headline"] and len(set(found["observations"])) == 4
    refused = json.loads(run(own_home, "message", "--indicator", "stunting", "--year", "2022", "--json").stdout)
    assert (refused["verdict"], refused["headline"]) == ("do_not_say", "") and refused["reasons"]
    khmer = run(own_home, "message", "--indicator", "stunting", "--compare", "2000", "--lang", "km", "--khmer-digits")
    assert khmer.returncode == 0 and "២០១៤" in khmer.stdout and "Area Database v4.1" in khmer.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--indicator", "nobody"],
        ["--indicator", "stunting", "--area", "KH99"],
        ["--indicator", "stunting", "--compare", "Atlantis"],
        ["--indicator", "stunting", "--lang", "fr"],
        [],
    ],
)
def test_message_says_what_is_wrong_with_the_question(own_home: Path, words: list[str]) -> None:
    done = run(own_home, "message", *words)
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_card_writes_what_message_says_or_refuses_with_the_reason(own_home: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.svg"
    made = run(own_home, "card", str(out), "--indicator", "violent_discipline", "--lang", "km")
    assert (made.returncode, made.stdout) == (0, "") and "(រូបការ៉េសម្រាប់បង្ហោះ)" in made.stderr
    said = json.loads(run(own_home, "message", "--indicator", "violent_discipline", "--lang", "km", "--json").stdout)
    written = out.read_text(encoding="utf-8")
    assert said["headline"] in written and said["observations"][0] in written
    refused = run(own_home, "card", str(out), "--indicator", "stunting", "--year", "2022")
    assert refused.returncode == 2 and refused.stderr.startswith("No card is made of what the figures do not support.")
    for wrong in (("card.gif",), ("card.pdf", "--shape", "square"), ("card.png", "--shape", "poster")):
        done = run(own_home, "card", str(tmp_path / wrong[0]), *wrong[1:], "--indicator", "stunting")
        assert (done.returncode, done.stdout) == (2, "") and "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".gif", ".pdf", ".png")] == []


def test_recommendations_are_listed_assessed_and_taken_back(own_home: Path, tmp_path: Path) -> None:
    listed = json.loads(run(own_home, "recommendations", "--json", "--right", "VAC").stdout)
    assert listed and all(one["cluster"] == "VAC" and one["status"] is None for one in listed)
    template, annex = tmp_path / "assess.xlsx", tmp_path / "annex.csv"
    assert run(own_home, "recommendations", "--template", str(template)).returncode == 0
    book = openpyxl.load_workbook(template)
    sheet = book.active
    tags = [cell.value for cell in sheet[2]]
    for row, values in ((6, {"#status": "answered", "#why": "The law came into force."}), (7, {"#status": "perhaps"})):
        for tag, value in values.items():
            sheet.cell(row, tags.index(tag) + 1, value)
    book.save(template)
    looked = run(own_home, "assess", str(template), "--member", "Coalition", "--check", "--json")
    assert (looked.returncode, json.loads(looked.stdout)["assessments"]) == (1, [])
    done = run(own_home, "assess", str(template), "--member", "Coalition", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["assessments"], told["in_order"], told["wrong"]) == (1, ["A00001"], 1, 1)
    assert "F7" in done.stderr and {one["code"] for one in told["problems"]} == {"unknown_status", "why"}
    same = run(own_home, "bring", str(template), "--check", "--json")
    seen = json.loads(same.stdout)
    assert (same.returncode, seen["kind"], seen["same"], seen["wrong"], seen["entries"]) == (1, "assessments", 1, 1, [])
    assert "is read as assessments" in same.stderr and "F7" in same.stderr
    (other := tmp_path / "other.csv").write_text("Province,2022\nTakeo,12\n", encoding="utf-8")
    refused = run(own_home, "bring", str(other), "--json")
    assert (refused.returncode, refused.stdout) == (2, "") and refused.stderr.strip().count("\n") == 0
    code = str(sheet.cell(6, 1).value)
    assert [
        one["code"] for one in json.loads(run(own_home, "recommendations", "--json", "--status", "answered").stdout)
    ] == [code]
    assert run(own_home, "recommendations", "--out", str(annex)).returncode == 0
    assert "The law came into force." in annex.read_text(encoding="utf-8-sig")
    assert run(own_home, "withdraw", "A00001", "--why", "wrong paragraph").returncode == 0
    assert json.loads(run(own_home, "recommendations", "--json", "--status", "answered").stdout) == []
    wrong = run(own_home, "recommendations", "--status", "done")
    assert wrong.returncode == 2 and "There is no status 'done'" in wrong.stderr


def test_asks_are_brought_in_matched_by_a_person_and_told_by_ministry(own_home: Path, tmp_path: Path) -> None:
    template = tmp_path / "asks.xlsx"
    assert run(own_home, "asks", "--template", str(template)).returncode == 0
    book = openpyxl.load_workbook(template)
    sheet, row = book.active, {"#own_id": "1", "#document": "Test report", "#year": "2021", "#duty_bearers": "mowa"}
    row |= {"#text_en": "Prohibit corporal punishment of children by law.", "#crc_articles": "19"}
    tags = [cell.value for cell in sheet[2]]
    for tag, value in row.items():
        sheet.cell(6, tags.index(tag) + 1, value)
    book.save(template)
    told = json.loads(run(own_home, "bring", str(template), "--member", "A member", "--json").stdout)
    assert (told["kind"], told["entries"], told["new"]) == ("asks", ["Q00001"], 1)
    (ask,) = json.loads(run(own_home, "asks", "--waiting", "--json").stdout)
    assert ask["linked"] == [] and "QQTAX-JH818" in {one["target"] for one in ask["proposed"]}
    because = ("--why", "It asks for the same ban.", "--member", "A member")
    assert run(own_home, "uptake", ask["code"], "QQTAX-JH818", "linked", "--why", "so", "--member", "A").returncode == 2
    assert "T00001" in run(own_home, "uptake", ask["code"], "qqtax jh818", "linked", *because).stderr
    (linked,) = json.loads(run(own_home, "asks", "--json").stdout)
    assert [one["target"] for one in linked["linked"]] == ["QQTAX-JH818"]
    assert len(linked["proposed"]) == len(ask["proposed"]) - 1
    (card,) = json.loads(run(own_home, "ministries", "mowa", "--json").stdout)
    assert card["asks"] == [ask["code"]] and card["taken_up"] == 1 and card["recommendations"] > 10
    assert {one["value"] is None or bool(one["unit"] and one["period"]) for one in card["figures"]} == {True}
    assert run(own_home, "ministries", "magic").returncode == 2
    (listed,) = json.loads(run(own_home, "asks", "--imports", "--json").stdout)
    assert (listed["id"], listed["rows"], listed["withdrawn_at"]) == ("Q00001", 1, None)
    assert run(own_home, "asks", "--measures", str(tmp_path / "measures.xlsx"), "--lang", "km").returncode == 0


def test_members_words_wait_are_told_and_taken_back(own_home: Path, tmp_path: Path) -> None:
    template = tmp_path / "views.xlsx"
    assert run(own_home, "views", "--template", str(template), "--lang", "km").returncode == 0
    assert run(own_home, "views", "--template", str(template)).returncode == 0
    book = openpyxl.load_workbook(template)
    sheet, row = book.active, {"#kind": "view of children", "#crc_articles": "28", "#area": "Kampong Speu"}
    row |= {"#year": "2026", "#said_by": "girls", "#gathered": "drawing", "#consent": "yes", "#children": "4"}
    row |= {"#text_en": "We want more books.", "#organisation": "A member", "#source": "Our file"}
    tags = [cell.value for cell in sheet[2]]
    for tag, value in row.items():
        sheet.cell(6, tags.index(tag) + 1, value)
    book.save(template)
    assert run(own_home, "settings", "four_eyes", "on").returncode == 0
    told = json.loads(run(own_home, "bring", str(template), "--json").stdout)
    assert (told["kind"], told["entries"], told["waiting"]) == ("views", ["V00001"], ["V00001"])
    assert json.loads(run(own_home, "views", "--json").stdout) == []
    assert run(own_home, "approve", "V00001").returncode == 2 and "waits" in run(own_home, "views", "--imports").stdout
    assert run(own_home, "approve", "V00001", "U0001").returncode == 2
    assert run(own_home, "settings", "four_eyes", "off").returncode == 0
    assert json.loads(run(own_home, "approve", "V00001", "--json").stdout)["approved"] == ["V00001"]
    (view,) = json.loads(run(own_home, "views", "--right", "edu", "--area", "kh05", "--json").stdout)
    assert view["children"] is None and "a group of children" in view["attribution"]
    assert json.loads(run(own_home, "views", "--right", "19", "--json").stdout) == []
    assert run(own_home, "views", "--right", "magic").returncode == 2
    assert "We want more books." in run(own_home, "verify", view["code"]).stdout
    assert run(own_home, "withdraw", "V00001", "--why", "Consent was taken back").returncode == 0
    gone = json.loads(run(own_home, "verify", view["code"], "--json").stdout)
    assert gone["how"] == "withdrawn" and "books" not in json.dumps(gone)


def test_brief_writes_slides_and_annexes_or_says_why_not(own_home: Path, tmp_path: Path) -> None:
    done = run(own_home, "brief", str(tmp_path / "a.pptx"), "--area", "KH16", "--lang", "km")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "a.pptx").read_bytes()[:2] == b"PK"
    assert run(own_home, "brief", str(tmp_path / "a.xlsx"), "--right", "vac").returncode == 0
    assert run(own_home, "brief", str(tmp_path / "a.docx"), "--right", "SPM").returncode == 0
    assert run(own_home, "brief", str(tmp_path / "a.pdf"), "--indicator", "wasting", "--lang", "km").returncode == 0
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    wrong = (["c.docx", "--right", "VAC", "--form", "novel"], ["c.pdf", "--right", "all"])
    for words in (["a.odp", "--right", "VAC"], ["b.pptx"], ["b.pptx", "--right", "VAC", "--area", "KH16"], *wrong):
        refused = run(own_home, "brief", str(tmp_path / words[0]), *words[1:])
        assert (refused.returncode, refused.stdout) == (2, "") and refused.stderr.strip().count("\n") == 0
        assert "Traceback" not in refused.stderr
        assert not (tmp_path / words[0]).exists()


def test_booklet(own_home: Path, tmp_path: Path) -> None:
    done = run(own_home, "booklet", str(tmp_path / "b.pdf"), "--lang", "km")
    assert (done.returncode, done.stdout) == (0, "") and (tmp_path / "b.pdf").read_bytes()[:5] == b"%PDF-"
    refused = run(own_home, "booklet", str(tmp_path / "b.docx"))
    assert (refused.returncode, refused.stdout) == (2, "") and not (tmp_path / "b.docx").exists()


def test_talk(own_home: Path, tmp_path: Path) -> None:
    out, views = tmp_path / "t.html", ("--view", "?ind=stunting&view=ranking", "--title", "For the district")
    done = run(own_home, "talk", str(out), *views, "--lang", "km", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["slides"] == 1 and told["bytes"] == out.stat().st_size
    looked = run(own_home, "talk", str(out), "--check", "--json")
    assert looked.returncode == 0 and json.loads(looked.stdout)["whole"] is True
    out.write_bytes(out.read_bytes().replace(b"For the district", b"For the province"))
    assert run(own_home, "talk", str(out), "--check").returncode == 1
    for wrong in (["t.odp", *views], ["a.html", "--view", "?ind=nothing"], ["a.html"], ["gone.html", "--check"]):
        refused = run(own_home, "talk", str(tmp_path / wrong[0]), *wrong[1:])
        assert (refused.returncode, refused.stdout) == (2, "") and "Traceback" not in refused.stderr
        assert not (tmp_path / wrong[0]).exists()


def test_paper(own_home: Path, tmp_path: Path) -> None:
    out, words = (
        tmp_path / "a.docx",
        ("--form", "upr", "--right", "SPM", "--limit", "700", "--sign", "One", "--sign", "Two"),
    )
    done = run(own_home, "paper", str(out), *words, "--session", "The 60th session")
    assert (done.returncode, done.stdout) == (0, "") and "words of 700" in done.stderr
    assert out.read_bytes()[:2] == b"PK" and (tmp_path / "a-left-out.txt").is_file()
    assert run(own_home, "brief", str(tmp_path / "b.docx"), "--right", "FEA", "--form", "position").returncode == 0
    wrong = (
        ["c.docx", "--form", "poem", "--right", "SPM"],
        ["c.docx", "--form", "upr", "--right", "SPM", "--lang", "km"],
        ["c.pptx", "--form", "upr", "--right", "SPM"],
        ["c.docx", "--form", "rapporteur", "--right", "SPM"],
        ["c.docx", "--form", "annual", "--right", "XYZ"],
    )
    for asked in wrong:
        refused = run(own_home, "paper", str(tmp_path / asked[0]), *asked[1:])
        assert (refused.returncode, refused.stdout) == (2, "") and refused.stderr.strip().count("\n") == 0
        assert "Traceback" not in refused.stderr and not (tmp_path / asked[0]).exists()


def test_a_figure_for_a_published_key_is_a_conflict_that_the_steward_settles(own_home: Path, tmp_path: Path) -> None:
    asked = ("message", "--indicator", "stunting", "--area", "KH", "--year", "2014")
    before = run(own_home, *asked).stdout
    file = workbook(tmp_path / "one.xlsx", ["Province", "2014"], ["Cambodia", 12.0], title="Stunting (%)")
    checked = json.loads(run(own_home, "check", str(file), "--json").stdout)
    (told,) = checked["problems"]
    assert (told["severity"], told["cell"]) == ("warning", "B4") and "32.0" in told["message"]
    done = run(own_home, "load", str(file), "--member", "Member A", "--json")
    loaded = json.loads(done.stdout)
    assert (loaded["accepted"], loaded["shown"], loaded["withheld"]) == (1, 1, 0)
    (conflict,) = loaded["conflicts"]
    assert (conflict["value"], conflict["published_value"]) == (12.0, 32.0)
    assert "12.0" in done.stderr and "32.0" in done.stderr
    assert run(own_home, *asked).stdout == before
    assert json.loads(run(own_home, "conflicts", "--json").stdout) == loaded["conflicts"]
    words = ("decide", conflict["code"], "members", "--why", "Another way to count", "--json")
    decision = json.loads(run(own_home, *words).stdout)["decision"]
    (listed,) = json.loads(run(own_home, "conflicts", "--json").stdout)
    assert (listed["decision"], listed["decision_id"]) == ("members", decision)
    assert run(own_home, "withdraw", decision, "--why", "too early").returncode == 0
    (open_again,) = json.loads(run(own_home, "conflicts", "--json").stdout)
    assert open_again["decision"] == ""
    assert run(own_home, *asked).stdout == before


def test_what_is_accepted_but_not_shown_is_told_before_and_after(own_home: Path, tmp_path: Path) -> None:
    rows = (["Province", "2022"], ["Cambodia", 240], ["Kampong Speu", 30], ["Takeo", 24])
    file = workbook(tmp_path / "held.xlsx", *rows, title="Minors in 19 prisons monitored by LICADHO")
    told = json.loads(run(own_home, "check", str(file), "--json").stdout)
    assert (told["accepted"], told["shown"], told["withheld_by"]) == (3, 1, {"country_only": 2})
    assert "whole country only" in run(own_home, "check", str(file)).stdout
    done = run(own_home, "load", str(file), "--member", "A", "--source-kind", "own_survey", "--sample", "350", "--json")
    loaded = json.loads(done.stdout)
    assert loaded["accepted"] == loaded["shown"] + loaded["withheld"] == 3
    assert loaded["withheld_by"] == {"country_only": 2} and "whole country only" in done.stderr
    (line,) = json.loads(run(own_home, "uploads", "--json").stdout)
    assert (line["shown"], line["withheld_by"], line["source_kind"], line["sample"]) == (
        1,
        {"country_only": 2},
        "own_survey",
        350,
    )
    assert sum(json.loads(run(own_home, "status", "--json").stdout)["rejected_by"].values()) == 2


def test_a_kind_of_source_without_what_belongs_to_it_is_refused(own_home: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "good.xlsx", *GOOD)
    done = run(own_home, "load", str(file), "--member", "A", "--source-kind", "quoted", "--json")
    assert (done.returncode, done.stdout) == (2, "") and "--publication" in done.stderr
    assert json.loads(run(own_home, "uploads", "--json").stdout) == []


def test_the_digest_is_text_json_and_a_feed(own_home: Path, tmp_path: Path) -> None:
    said = run(own_home, "digest", "--lang", "km")
    assert said.returncode == 0 and "ផ្សព្វផ្សាយនៅ" in said.stdout and said.stderr == ""
    record = json.loads(run(own_home, "digest", "--json").stdout)
    assert record["snapshot"] and record["before"] == "" and record["items"] == []
    assert json.loads(run(own_home, "digest", "--all", "--json").stdout) == [record]
    feed = run(own_home, "digest", "--feed", str(tmp_path / "news.xml"))
    assert feed.returncode == 0 and feed.stdout == "" and b"<feed" in (tmp_path / "news.xml").read_bytes()
    unknown = run(own_home, "digest", "--since", "20200101T000000000000-0")
    assert unknown.returncode == 2 and "None is kept." in unknown.stderr
    (tmp_path / "basket.json").write_text('{"format": "other"}', encoding="utf-8")
    refused = run(own_home, "digest", "--basket", str(tmp_path / "basket.json"))
    assert refused.returncode == 2 and "is no basket" in refused.stderr


def _told(home: Path, *words: str) -> tuple[int, str, str]:
    done = run(home, *words)
    return done.returncode, done.stdout, done.stderr


def test_accounts(tmp_path: Path) -> None:
    home = tmp_path / "home"
    code, out, err = _told(home, "accounts", "add", "Sophea", "--name", "Sophea Sok", "--role", "steward", "--json")
    (one,) = json.loads(out)
    assert (code, one["login"], one["roles"], one["can_sign_in"]) == (0, "sophea", ["steward"], False)
    link = one["link"].removeprefix("/welcome/")
    assert len(link) == 43 and link not in err and "opens once, for three days" in err
    assert look_at_link(State(home), link).login == "sophea"
    told = _told(home, "accounts", "roles", "sophea", "--role", "contributor", "--member", "NEP")
    assert told[:2] == (0, "sophea  Sophea Sok  contributor  NEP  invited\n")
    assert _told(home, "accounts", "disable", "sophea")[0] == 0
    code, out, _ = _told(home, "accounts")
    assert (code, "closed 20" in out) == (0, True)
    assert _told(home, "accounts", "enable", "SOPHEA")[0] == 0
    reset = json.loads(_told(home, "accounts", "reset", "sophea", "--json")[1])[0]["link"]
    assert reset.removeprefix("/welcome/") != link
    assert _told(home, "accounts", "sign-out", "sophea")[0] == 0
    code, out, err = _told(home, "accounts", "add", "x@y.example", "--role", "steward", "--lang", "km")
    assert (code, out) == (2, "") and "សូមយកឈ្មោះចូល" in err
    assert _told(home, "accounts", "disable", "nobody.here")[0] == 2


def test_settings(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert _told(home, "settings", "session_days", "3")[:2] == (
        0,
        "session_days = 3  (Days until one must sign in again: However much somebody works, the session ends after "
        "this time.)\n",
    )
    told = json.loads(_told(home, "settings", "--json")[1])
    assert {one["name"]: one["value"] for one in told} | {"x": 1} == {
        "four_eyes": "off",
        "sign_in_before_change": "auto",
        "session_days": "3",
        "session_idle_minutes": "120",
        "retention_months": "0",
        "largest_upload_mb": "64",
        "due_day": "",
        "x": 1,
    }
    (one,) = json.loads(_told(home, "settings", "threshold:stunting", "--json", "--lang", "km")[1])
    assert (one["value"], one["default"]) == ("0", "0") and "កុមារ" in one["is"]
    for wrong in (("four_eyes", "perhaps"), ("nothing",), ("session_days", "0")):
        assert _told(home, "settings", *wrong)[:2] == (2, "")


def test_who_sits_here_is_asked_of_the_system_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under four eyes one person must not be two: ``LOGNAME=somebody python run.py approve``."""
    home = tmp_path / "home"
    _told(home, "settings", "four_eyes", "on")
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.setenv(name, "somebody else")
    _told(home, "settings", "four_eyes", "off")
    (lower, upper) = json.loads(_told(home, "audit", "--json")[1])
    assert lower["who"] == upper["who"] and "somebody" not in json.dumps([lower, upper])
    assert _told(home, "audit", "--who", "somebody else")[1] == ""


def test_audit(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert _told(home, "audit")[:2] == (0, "") and _told(home, "audit", "--verify")[0] == 0
    for value in ("on", "off", "on"):
        _told(home, "settings", "four_eyes", value)
    lines = json.loads(_told(home, "audit", "--json")[1])
    assert [one["number"] for one in lines] == [3, 2, 1] and lines[0]["detail"] == "four_eyes from off to on"
    code, out, err = _told(home, "audit", "--verify", "--json")
    assert (code, json.loads(out)["holds"], json.loads(out)["head"]) == (0, True, lines[0]["hash"])
    assert lines[0]["hash"] in err and _told(home, "audit", "--known", lines[2]["hash"])[0] == 0
    assert len(_told(home, "audit", "--who", "somebody else")[1]) == 0
    assert _told(home, "audit", "--csv", str(tmp_path / "a.csv"))[0] == 0 and (tmp_path / "a.csv").stat().st_size
    assert _told(home, "audit", "--since", "yesterday")[0] == _told(home, "audit", "--action", "frobnicate")[0] == 2
    with sqlite3.connect(State(home).ledger) as ledger:
        ledger.execute("DROP TRIGGER audit_is_not_changed")
        ledger.execute("UPDATE audit SET who = 'x' WHERE number = 2")
    code, out, err = _told(home, "audit", "--verify")
    assert (code, out) == (1, "") and err.startswith("Line 2: This line was changed")
    assert "បន្ទាត់នេះត្រូវបានកែ" in _told(home, "audit", "--verify", "--lang", "km")[2]


def test_papers(own_home: Path) -> None:
    from childrights.papers import Choice
    from etl.ledger import State
    from etl.papers import make_paper, save_text
    from etl.permissions import owner

    assert json.loads(run(own_home, "papers", "--json").stdout) == []
    make_paper(State(own_home), Choice("statement", "en", rights=("DHW",)), title="Joint statement", who=owner("x"))
    text = "Ban beating.\n{{number AAAAA-AAAAA}}"
    save_text(State(own_home), "P00001", "ask", text, began_from=0, who=owner("x"))
    (one,) = json.loads(run(own_home, "papers", "--json").stdout)
    assert (one["paper"], one["form"], one["chapters"]) == ("P00001", "statement", {"draft": 1})
    told = json.loads(run(own_home, "papers", "P00001", "--json").stdout)
    ask = told["chapters"][0]
    assert (ask["chapter"], ask["status"], ask["text"]) == ("ask", "draft", text)
    assert [(flag["line"], flag["standing"]) for flag in ask["flags"]] == [(2, "unknown")]
    printed = run(own_home, "papers", "P00001").stdout
    assert "ask" in printed and "1 to look at" in printed
    assert run(own_home, "papers", "P00009").returncode == 2
    made = own_home / "statement.docx"
    assert "P00001" in run(own_home, "papers", "P00001", "--out", str(made)).stderr
    assert made.read_bytes()[:2] == b"PK"
    again = own_home / "again.pptx"
    assert "is not made as" in run(own_home, "paper", str(again), "--project", "P00001").stderr
    assert run(own_home, "paper", str(again), "--project", "P00001", "--right", "EDU").returncode == 2
    sheet = own_home / "again.pdf"
    assert "P00001" in run(own_home, "paper", str(sheet), "--project", "P00001").stderr
    assert sheet.read_bytes()[:4] == b"%PDF"
    assert "export paper" in run(own_home, "audit", "--json").stdout
