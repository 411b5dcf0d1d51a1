"""A member's workbook: chosen, checked, put right with the person, confirmed, published."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from childrights.model import Observation
from childrights.provenance import Provenance
from etl import desk as etl_desk
from etl.accept import known_upload, with_outcomes, withdraw
from etl.comparison import relation
from etl.gate import foreseen
from etl.ledger import last_said, uploads
from etl.state import State
from etl.understanding.decided import may_be_year
from etl.understanding.fitting import fitting
from etl.understanding.personal_texts import tells_of_a_person
from etl.understanding.sentences import say
from ui.access import require_writer
from ui.manage import desk
from ui.manage.cures import Fitting, to_remember
from ui.manage.difference import MapKey
from ui.manage.done_view import show_published, show_sent, withdraw_button
from ui.manage.key_form import may_write_or_form
from ui.manage.review import Found, Intake, show_review
from ui.manage.start_view import show_start
from ui.page import this_page


def examine(laid: desk.Desk, member: str, decided: Mapping[str, Any]) -> Found:
    """Check the file with what was decided about it; nothing is kept."""
    found = etl_desk.examine(State.default(), laid.content, laid.file_name, member=member, decided=decided,
                             catalogue=this.catalogue)  # fmt: skip
    before = tuple((one.kind, one.label, one.code) for one in found.checked.recalled)
    return Found(found.checked, found.sheets, before, found.said, found)


def publish(laid: desk.Desk, found: Found, said: Provenance, maps: tuple[MapKey, ...]) -> None:
    """Keep the sound figures and publish them."""
    loaded = etl_desk.publish(State.default(), laid.content, laid.file_name, found.whole, member=desk.member(),
                              who=require_writer().who, confirmed=to_remember(laid.cures), said=said)  # fmt: skip
    desk.change(laid, upload=loaded.upload, proposed=loaded.proposed, maps=maps, content=b"")


def beside(one: Observation, published: Observation) -> str:
    """Whether a figure says what the published one says."""
    return relation(one, published, this.catalogue.indicators[one.indicator].decimals)


def take_back(identity: str, why: str) -> None:
    """Publish the figures without an upload."""
    withdraw(State.default(), identity, why=why, who=require_writer().who)


state, this = State.default(), this_page()
title, laid_out, history = this.t._("Upload a workbook"), desk.on_desk(), uploads(state)
intake = Intake(
    examine=examine,
    say=say,
    is_personal=tells_of_a_person,
    fitting=Fitting(fitting, may_be_year),
    relation=beside,
    rule=lambda one: next(iter(foreseen([one], this.catalogue)), ""),
    said_last=partial(last_said, state),
    known=partial(known_upload, state),
    marked=lambda laid, checked, lang: etl_desk.marked_copy(laid.content, laid.file_name, checked.problems, lang),
    records=etl_desk.records_csv,
    publish=publish,
)
if may_write_or_form(this, title):
    if laid_out is None:
        show_start(this, title, [one.member for one in history])
    elif laid_out.upload:
        upload = next(one for one in history if one.id == laid_out.upload)
        show_published(this, title, laid_out, upload, with_outcomes(state, [upload])[0][1])
        withdraw_button(this, upload, partial(take_back, upload.id), tells_of_a_person)
    elif laid_out.proposed:
        show_sent(this, title, laid_out)
    else:
        show_review(this, title, laid_out, [one.member for one in history], intake)
