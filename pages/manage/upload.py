"""A member's workbook: chosen, checked, put right with the person, confirmed, published."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from childrights.catalogue import Observation
from childrights.members import Provenance
from etl.checks import relation
from etl.gate import foreseen
from etl.intake import in_memory as etl_desk
from etl.intake import known_upload, with_outcomes, withdraw
from etl.labels import fitting, may_be_year
from etl.ledger import State, last_said, uploads
from etl.persons import tells_of_a_person
from etl.problems import say
from ui import contribute
from ui.contribute import session_file as desk
from ui.parts import require_writer, this_page


def examine(laid: desk.Desk, member: str, decided: Mapping[str, Any]) -> contribute.Found:
    """Check the file with what was decided about it; nothing is kept."""
    found = etl_desk.examine(State.default(), laid.content, laid.file_name, member=member, decided=decided,
                             catalogue=this.catalogue)  # fmt: skip
    before = tuple((one.kind, one.label, one.code) for one in found.checked.recalled)
    return contribute.Found(found.checked, found.sheets, before, found.said, found)


def publish(laid: desk.Desk, found: contribute.Found, said: Provenance, maps: tuple[contribute.MapKey, ...]) -> None:
    """Keep the sound figures and publish them."""
    loaded = etl_desk.publish(State.default(), laid.content, laid.file_name, found.whole, member=desk.member(),
                              who=require_writer().who,
                              confirmed=contribute.to_remember(laid.cures), said=said)  # fmt: skip
    desk.change(laid, upload=loaded.upload, proposed=loaded.proposed, maps=maps, content=b"")


def beside(one: Observation, published: Observation) -> str:
    """Whether a figure says what the published one says."""
    return relation(one, published, this.catalogue.indicators[one.indicator].decimals)


def take_back(identity: str, why: str) -> None:
    """Publish the figures without an upload."""
    withdraw(State.default(), identity, why=why, who=require_writer().who)


state, this = State.default(), this_page()
title, laid_out, history = this.t._("Upload a workbook"), desk.on_desk(), uploads(state)
intake = contribute.Intake(
    examine=examine,
    say=say,
    is_personal=tells_of_a_person,
    fitting=contribute.Fitting(fitting, may_be_year),
    relation=beside,
    rule=lambda one: next(iter(foreseen([one], this.catalogue)), ""),
    said_last=partial(last_said, state),
    known=partial(known_upload, state),
    marked=lambda laid, checked, lang: etl_desk.marked_copy(laid.content, laid.file_name, checked.problems, lang),
    records=etl_desk.records_csv,
    publish=publish,
)
if contribute.may_write_or_form(this, title):
    if laid_out is None:
        contribute.show_start(this, title, [one.member for one in history])
    elif laid_out.upload:
        upload = next(one for one in history if one.id == laid_out.upload)
        contribute.show_published(this, title, laid_out, upload, with_outcomes(state, [upload])[0][1])
        contribute.withdraw_button(this, upload, partial(take_back, upload.id), tells_of_a_person)
    elif laid_out.proposed:
        contribute.show_sent(this, title, laid_out)
    else:
        contribute.show_review(this, title, laid_out, [one.member for one in history], intake)
