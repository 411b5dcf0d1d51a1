"""The last gate before a figure enters a snapshot: known codes, sound values, and every figure in its own layer.

A member's figure never takes the place of a published one, nor of another member's. What is accepted of an upload and
yet not shown is counted under the name of the rule that keeps it back: *accepted = shown + withheld*, always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

from childrights.catalogue import (
    DISABILITIES,
    MEMBERS,
    RESIDENCES,
    SAMPLE_BASES,
    SAMPLE_KINDS,
    SEXES,
    STATUSES,
    VALUELESS_STATUSES,
    WEALTHS,
    Catalogue,
    Indicator,
    Observation,
    SurveyRound,
    is_age,
    round_of,
    short_code,
    with_programme,
)
from childrights.members import (
    CONTRADICTED,
    CORRECTED,
    CORRECTION,
    COUNTRY_ONLY,
    PROTECTED,
    QUOTED,
    REPEATED,
    RULES,
    SUPERSEDED,
    TOO_FEW_CASES,
    UNKNOWN,
    UNSOUND,
    Decision,
)
from childrights.snapshot import without_value
from childrights.statistics import case_rule, rests_on_cases
from etl.checks import OVERLAPS, Comparison, relation
from etl.ledger import CORRECTED_NOTE, Edition
from etl.problems import Problem, problem
from etl.protect import CASES, NOTHING_DISCLOSED, Disclosed, Hidden, decide, masked, primary, threshold
from etl.sources import SMALL_NOTES, Rejected
from geo import COUNTRY, AreaError, domains_of, ground, parse_area, province_members

FIRST_YEAR, LAST_YEAR = 1900, 2100
OF_EDITION = "edition"
"""What rounds.csv says of a model's figures that are fetched: each edition of the series is a round of its own."""
_VOCABULARIES = {"sex": SEXES, "residence": RESIDENCES, "wealth": WEALTHS, "disability": DISABILITIES}


@dataclass(frozen=True, slots=True)
class Withheld:
    """One accepted figure of an upload that is not shown: where it was read, and the rule (a key of ``RULES``)."""

    id: str
    upload: str
    indicator: str
    area: str
    period_label: str
    sheet: str
    cell: str
    rule: str


@dataclass(frozen=True, slots=True)
class Gated:
    """What came through, what did not and why, and what a later figure of the same hand replaced.

    ``withheld`` has one line for every figure of an upload that is not shown, whatever the reason; a figure hidden for
    its few cases stands in ``accepted`` too, without its value. ``comparisons`` sets members' figures beside the
    published ones of the same thing; ``by_default`` are the codes of members' figures that are shown unasked.
    ``dropped`` are shipped figures that went with their series when a newer edition of it was fetched, each with the id
    of that edition, which has no figure of the same thing. ``disclosed`` says of every member's figure that stands,
    by its code, whether its value is shown (``etl.protect``).
    """

    accepted: tuple[Observation, ...]
    rejected: tuple[Rejected, ...]
    superseded: tuple[tuple[Observation, str], ...]
    withheld: tuple[Withheld, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    by_default: frozenset[str] = frozenset()
    dropped: tuple[tuple[Observation, str], ...] = ()
    disclosed: Mapping[str, bool] = field(default_factory=dict)


class _Layer:
    """What stands of one layer while figures come in, in the order in which they were published."""

    def __init__(self) -> None:
        self.figures: dict[tuple[object, ...], Observation] = {}
        self.contradicted: set[tuple[object, ...]] = set()


Judged = tuple[Observation, str, Problem | None]
"""A figure as the rule for few cases lets it stand; the rule by which it may not enter, and why; ``None`` if it may."""
_judged: dict[object, tuple[object, dict[int, Judged]]] = {}


def _judged_shipped(figures: Sequence[Observation], catalogue: Catalogue, surveys: dict[str, str]) -> dict[int, Judged]:
    """What becomes of each shipped figure by itself, by its identity.

    Nearly all are those of the last build, of files that nobody touched: to judge each again took a third of a build.
    """
    by = (catalogue.indicators, catalogue.rounds)
    key = (*map(id, (*by, *figures)), frozenset(catalogue.sources), frozenset(surveys.items()))
    if (known := _judged.get(key)) is None:
        judging = _Gate(catalogue, surveys.__getitem__)
        # With all that the key names: while it is kept, nothing else has its identity.
        known = (by, figures), {id(one): judging.judged(one) for one in figures}
        for oldest in [*_judged][:-1]:
            _judged.pop(oldest, None)
        _judged[key] = known
    return known[1]


class _Gate:
    def __init__(self, catalogue: Catalogue, survey_of: Callable[[str], str]) -> None:
        self.catalogue, self.survey_of = catalogue, survey_of
        self.known: Mapping[int, Judged] = {}
        self.rounds: dict[tuple[str, str, str], tuple[SurveyRound, ...]] = {}
        self.rejected: list[Rejected] = []
        self.superseded: list[tuple[Observation, str]] = []
        self.withheld: dict[tuple[str, str], Withheld] = {}
        self.codes: set[str] = set()
        self.published, self.members = _Layer(), _Layer()
        self.of_areas: dict[tuple[object, ...], dict[str, tuple[str, ...]]] = {}
        self.dropped: list[tuple[Observation, str]] = []

    def sound(self, observations: Iterable[Observation]) -> Iterator[Observation]:
        """Those that no rule keeps out, each as the rule for few cases lets it stand."""
        for sent in map(self._with_its_own_code, observations):
            one, rule, unsound = self.known.get(id(sent)) or self.judged(sent)
            if unsound is not None:
                self._keep_out(one, rule, unsound.message)
                continue
            if sent.value is not None and one.value is None:
                self._withhold(one, TOO_FEW_CASES)
            yield one

    def judged(self, sent: Observation) -> Judged:
        """What becomes of a figure by itself."""
        rounds = self._rounds_of(sent)
        one = with_programme(within_case_rule(_bare_where_empty(sent), self.catalogue), rounds)
        return one, *fault(one, self.catalogue, self.survey_of(one.source), rounds)

    def _with_its_own_code(self, one: Observation) -> Observation:
        """Two members may send the very same file: codes from before the member was part of them are told apart."""
        code = one.id
        while code in self.codes:
            code = short_code(code, one.upload)
        self.codes.add(code)
        return one if code == one.id else replace(one, id=code)

    def _rounds_of(self, one: Observation) -> tuple[SurveyRound, ...]:
        """The row of rounds.csv that speaks of a figure, if any does: looked for once a series and period."""
        key = (one.source, one.indicator, one.period_label)
        if key not in self.rounds:
            row = round_of(one, self.catalogue.rounds)
            self.rounds[key] = () if row is None else (row,)
        return self.rounds[key]

    def publish(self, one: Observation) -> bool:
        """Give a published figure its place; ``False`` when another publication holds it already.

        Two shipped files, or two figures of one file, must agree. What a member quoted never takes the place of
        anybody else's figure, only of what it quoted earlier from the same publication.
        """
        before = self.published.figures.get(one.about)
        if one.upload and before and (before.member, before.source) != (one.member, one.source):
            return False
        if one.upload and any((o.member, o.source) != (one.member, one.source) for o in self.on_shared_ground(one)):
            return False
        self._place(self.published, one.about, one)
        self.of_areas.setdefault(_wherever(one), {})[one.area] = one.about
        return True

    def on_shared_ground(self, one: Observation) -> list[Observation]:
        """The published figures of other areas that share a province with the one of this figure.

        A survey's figure for two provinces together, and another one for either of them, cannot both be drawn.
        """
        if one.area == COUNTRY:
            return []
        ours = set(province_members(ground(one.area, one.year_end)))
        keys = self.of_areas.get(_wherever(one), {})
        found = [self.published.figures.get(about) for area, about in keys.items() if area not in (one.area, COUNTRY)]
        return [other for other in found if other and ours & set(province_members(ground(other.area, other.year_end)))]

    def fetch(self, edition: Edition) -> None:
        """Give the figures of a fetched series their places, where no other source holds them.

        What it takes the place of goes as a whole: two editions of one series are never joined. A figure that cannot
        stand is told with the id of the edition; unlike one of a shipped file it does not stop the build, or an update
        of the catalogue could leave a machine without any snapshot.
        """
        sound: list[Observation] = []
        for sent in edition.figures:
            one = within_case_rule(self._with_its_own_code(sent), self.catalogue)
            rounds = self._rounds_of(one)
            one = with_programme(one, rounds)
            if one.round == OF_EDITION:
                one = replace(one, round=edition.version or edition.accepted_at[:10])
            _, unsound = fault(one, self.catalogue, self.survey_of(one.source), rounds)
            if unsound is not None:
                self._pass_over(one, edition, unsound.message)
            else:
                sound.append(one)
        self._make_room(edition, {one.about: one for one in sound})
        for one in sound:
            if reason := self._held_by_another(one):
                self._pass_over(one, edition, reason)
            else:
                self.publish(one)

    def _make_room(self, edition: Edition, new: Mapping[tuple[str, ...], Observation]) -> None:
        indicators = {one.indicator for one in new.values()}
        for about, old in list(self.published.figures.items()):
            if old.source in edition.replaces and old.indicator in indicators:
                del self.published.figures[about]
                if old.about in new:
                    self.superseded.append((old, new[old.about].id))
                else:
                    self.dropped.append((old, edition.id))

    def _held_by_another(self, one: Observation) -> str:
        before = self.published.figures.get(one.about)
        if before:
            return f"published already by the source {before.source}"
        beside = [other for other in self.on_shared_ground(one) if other.source != one.source]
        return f"the source {beside[0].source} publishes the same ground as {beside[0].area}" if beside else ""

    def _pass_over(self, one: Observation, edition: Edition, reason: str) -> None:
        self.rejected.append(Rejected(one.source, edition.id, one.sheet, one.cell, "", reason))

    def correct(self, decided: Iterable[Decision]) -> None:
        """Put corrections in the place of the published figures they name; one may name what another one made."""
        named = {one.published: one for one in decided if one.verdict == CORRECTION}
        for key in list(self.published.figures) if named else ():
            while decision := named.pop(self.published.figures[key].id, None):
                before = self.published.figures[key]
                note = "; ".join(dict.fromkeys(part for part in (CORRECTED_NOTE, *before.note.split("; ")) if part))
                after = replace(before, **decision.values(), id=decision.code, note=note, upload="")
                self.superseded.append((before, after.id))
                self._withhold(before, CORRECTED)
                self.published.figures[key] = after

    def keep_apart(self, one: Observation) -> None:
        """Give a member's figure its place beside all others; a quotation never takes the place of its own figures."""
        self._place(self.members, (*one.about, one.member or one.upload, one.source_kind == QUOTED), one)

    def overlaps(self, beside: Iterable[Observation]) -> Iterator[Comparison]:
        """Quoted figures of areas that share ground with those of published figures: kept apart, and told."""
        for one in beside:
            if one.source_kind != QUOTED or one.scope or one.about in self.published.figures:
                continue
            for other in self.on_shared_ground(one)[:1]:
                yield Comparison(one.id, one.upload, other.id, OVERLAPS)

    def _place(self, layer: _Layer, key: tuple[object, ...], one: Observation) -> None:
        before = layer.figures.get(key)
        if before is None:
            layer.figures[key] = one
        elif before.upload != one.upload:
            self.superseded.append((before, one.id))
            self._withhold(before, SUPERSEDED)
            layer.figures[key] = one
        elif before.value == one.value and before.status == one.status:
            self._keep_out(one, REPEATED, f"the same figure stands at {before.sheet}!{before.cell}")
        else:
            layer.contradicted.add(key)
            self._keep_out(one, CONTRADICTED, f"another figure stands at {before.sheet}!{before.cell}")

    def finish(self) -> None:
        """Take out both of two figures that contradict each other."""
        for layer in (self.published, self.members):
            for key in layer.contradicted:
                self._keep_out(layer.figures.pop(key), CONTRADICTED, RULES[CONTRADICTED])

    def protect(self, before: Disclosed) -> dict[str, bool]:
        """Hide what would let somebody work out a small number of children; which figures are shown, by their codes."""
        figures = self.members.figures
        gone = [one for one, _ in self.superseded if one.layer == MEMBERS]
        hidden = decide(
            self.published.figures.values(), tuple(figures.values()), gone, self.catalogue.indicators, before
        )
        for key, one in figures.items():
            if one.id in hidden:
                # The remark goes as well: "<5" tells a number, too.
                figures[key] = masked(one)
                self._withhold(one, PROTECTED)
        return {one.id: one.id not in hidden and one.value is not None for one in figures.values()}

    def _keep_out(self, one: Observation, rule: str, reason: str) -> None:
        # A reason may name the value, and what is withheld of a member stands nowhere.
        self.rejected.append(_rejected(one, RULES[rule] if one.upload else reason))
        self._withhold(one, rule)

    def _withhold(self, one: Observation, rule: str) -> None:
        if one.upload:
            where = (one.id, one.upload, one.indicator, one.area, one.period_label, one.sheet, one.cell)
            self.withheld.setdefault((one.upload, one.id), Withheld(*where, rule))


def gate(
    observations: Iterable[Observation],
    catalogue: Catalogue,
    survey_of: Callable[[str], str],
    decided: Sequence[Decision] = (),
    fetched: Sequence[Edition] = (),
    before: Disclosed = NOTHING_DISCLOSED,
) -> Gated:
    """Let sound observations through, each into the layer it belongs to.

    ``observations`` come in the order in which they were published. ``survey_of`` gives the survey whose list of
    domains a source must keep to, or ``""``. Of several figures of one member for one thing the newest upload stands;
    two in one file or in two shipped sources are both rejected unless they agree. ``decided`` is what the steward
    decided about conflicts: a correction stands in the place of the published figure it names; where that is not there
    any more the correction has lapsed, which ``childrights.members.layers.lapsed`` tells. ``fetched`` are the standing
    editions of series that were fetched from their publishers: a figure that another source holds stays with it.
    ``before`` is what earlier publications disclosed: members' figures that come now give way to it.
    """
    shipped, quoted, sent = list[Observation](), list[Observation](), list[Observation]()
    for one in observations:
        (sent if one.layer == MEMBERS else quoted if one.upload else shipped).append(one)
    surveys = {source: survey_of(source) for source in {one.source for one in shipped}}
    passing = _Gate(catalogue, survey_of)
    passing.known = _judged_shipped(shipped, catalogue, surveys)
    for one in passing.sound(shipped):
        passing.publish(one)
    for edition in fetched:
        passing.fetch(edition)
    for one in passing.sound(quoted):
        if one.scope or not passing.publish(one):
            passing.keep_apart(replace(one, layer=MEMBERS, source=""))
    standing = [one for one in decided if one.stands]
    passing.correct(standing)
    for one in passing.sound(sent):
        passing.keep_apart(one)
    passing.finish()
    disclosed = passing.protect(before)
    published, beside = passing.published.figures, tuple(passing.members.figures.values())
    return Gated(
        accepted=(*published.values(), *beside),
        rejected=tuple(passing.rejected),
        superseded=tuple(passing.superseded),
        withheld=tuple(passing.withheld.values()),
        comparisons=(*_compared(beside, published, catalogue, standing), *passing.overlaps(beside)),
        by_default=shown_unasked(published.values(), beside),
        dropped=tuple(passing.dropped),
        disclosed=disclosed,
    )


def _wherever(one: Observation) -> tuple[object, ...]:
    """What a figure is about, but for its area."""
    indicator, _, *others = one.about
    return (indicator, *others)


def _compared(
    beside: Iterable[Observation],
    published: Mapping[tuple[object, ...], Observation],
    catalogue: Catalogue,
    decided: Iterable[Decision],
) -> Iterator[Comparison]:
    decision_of = {(one.figure, code): one.id for one in decided for code in (one.published, one.code)}
    for one in beside:
        other = published.get(one.about)
        if other is not None and (found := relation(one, other, catalogue.indicators[one.indicator].decimals)):
            yield Comparison(one.id, one.upload, other.id, found, decision_of.get((one.id, other.id), ""))


def shown_unasked(published: Iterable[Observation], beside: Sequence[Observation]) -> frozenset[str]:
    """The codes of members' figures that are shown by default: of indicators that nobody else has figures of.

    Figures of a part of the people never are. Of several members' figures for one thing one leads: that of the member
    with the most figures of the indicator, so that maps and lines come from one hand as far as they can, then the
    newest; the others are shown beside it on request.
    """
    known = {one.indicator for one in published}
    lone = [one for one in beside if one.indicator not in known and not one.scope]
    held = Counter((one.indicator, one.member) for one in lone)
    leading: dict[tuple[str, ...], Observation] = {}
    for one in lone:
        before = leading.get(one.about)
        if before is None or held[one.indicator, one.member] >= held[before.indicator, before.member]:
            leading[one.about] = one
    return frozenset(one.id for one in leading.values())


def within_case_rule(observation: Observation, catalogue: Catalogue) -> Observation:
    """The figure as the rule for small samples lets it stand, whoever sent it: a survey's figure that rests on fewer
    than 25 cases loses its value, one on 25 to 49 is marked for brackets. Anything else is returned as it is."""
    indicator = catalogue.indicators.get(observation.indicator)
    cases = rests_on_cases(observation, indicator) if indicator else None
    if cases is None or observation.value is None:
        return observation
    status = {"hide": "too_few_cases", "brackets": "small_sample"}.get(case_rule(cases), "")
    if not status or observation.status == status:
        return observation
    note = "; ".join(part for part in (SMALL_NOTES[status], observation.note) if part)
    if status == "too_few_cases":
        return replace(without_value(observation), status=status, note=note)
    return replace(observation, status=status, note=note)


def fault(
    observation: Observation, catalogue: Catalogue, survey: str = "", rounds: tuple[SurveyRound, ...] | None = None
) -> tuple[str, Problem | None]:
    """The rule (a key of ``RULES``) by which ``observation`` may not enter a snapshot and why; ``None`` if it may.

    ``rounds`` are the rows of rounds.csv that may speak of it, where the caller has looked them up.
    """
    indicator = catalogue.indicators.get(observation.indicator)
    if indicator is None:
        return UNKNOWN, _unsound(observation, "indicator", observation.indicator)
    if observation.source and not observation.upload and observation.source not in catalogue.sources:
        return UNKNOWN, _unsound(observation, "source", observation.source)
    if not observation.source and not observation.upload:
        return UNKNOWN, _unsound(observation, "no_source")
    if not observation.upload and round_of(observation, catalogue.rounds if rounds is None else rounds) is None:
        said = {"indicator": observation.indicator, "period": observation.period_label}
        return UNKNOWN, _unsound(observation, "no_round", observation.source, **said)
    unsound = (
        _fault_of_place(observation, survey)
        or _fault_of_group(observation)
        or _fault_of_value(observation, indicator.minimum, indicator.maximum)
    )
    if unsound:
        return UNSOUND, unsound
    if withheld_by_kind(observation.area, indicator):
        return COUNTRY_ONLY, _unsound(observation, "country_only")
    return "", None


def withheld_by_kind(area: str, indicator: Indicator) -> bool:
    """Whether no figure of this indicator is ever shown for ``area``, whoever sends it: of children held only the
    country's, since everybody near it knows a prison."""
    return indicator.sensitivity == "detention" and area != COUNTRY


@dataclass(frozen=True, slots=True)
class Surrounding:
    """What a checked file is set beside: what is published, what members sent that stands, ``member`` whose file it is,
    and what was disclosed before."""

    published: Sequence[Observation] = ()
    sent: Sequence[Observation] = ()
    member: str = ""
    before: Disclosed = NOTHING_DISCLOSED


ALONE = Surrounding()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The figure at this place of a checked file that will not be shown, the rule (a key of ``RULES``), and, of one
    that is hidden to protect children, why. ``is_small``: it counts so few children that nothing of it may be kept,
    whichever rule keeps it back."""

    at: int
    rule: str
    why: Hidden | None = None
    is_small: bool = False


def foreseen(observations: Sequence[Observation], catalogue: Catalogue, around: Surrounding = ALONE) -> list[Foreseen]:
    """Which figures of a checked file will not be shown once they are accepted, in the order of the file.

    They pass by the gate's own rules, as the newcomer beside what is ``around`` now; what is published or sent
    meanwhile cannot be foreseen.
    """
    found, repeated = list[Foreseen](), list[int]()
    seen: dict[tuple[str, ...], int] = {}
    small = {at for at, one in enumerate(observations) if _is_small(one, catalogue, around.before.raised)}
    for at, one in enumerate(observations):
        indicator = catalogue.indicators[one.indicator]
        if withheld_by_kind(one.area, indicator):
            found.append(Foreseen(at, COUNTRY_ONLY, is_small=at in small))
        elif one.about in seen:
            repeated.append(at)
        else:
            seen[one.about] = at
            if one.value is not None and within_case_rule(one, catalogue).value is None:
                few = Foreseen(at, PROTECTED, Hidden(CASES), True) if at in small else Foreseen(at, TOO_FEW_CASES)
                found.append(few)
    hidden_already = {one.at for one in found}
    new = []
    for at in seen.values():
        bare = _bare_where_empty(observations[at])
        coming = replace(bare, id=f"#{at}", upload=_COMING, member=around.member, layer=MEMBERS)
        new.append(within_case_rule(coming, catalogue))
    about = {one.about for one in new}
    mine = [one for one in around.sent if one.member == around.member and one.source_kind != QUOTED]
    replaced = [one for one in mine if around.member and one.about in about]
    gone = {one.id for one in replaced}
    standing = [one for one in around.sent if one.id not in gone]
    hidden = decide(around.published, [*standing, *new], replaced, catalogue.indicators, around.before)
    own = [Foreseen(int(code[1:]), PROTECTED, why, why.is_small) for code, why in hidden.items() if code[:1] == "#"]
    found += [one for one in own if one.at not in hidden_already]
    let_through = small - {one.at for one in found if one.is_small}
    for at in repeated:
        # What an official source printed may be told twice as well; any other small number is kept nowhere.
        first = seen[observations[at].about]
        as_printed = first in let_through and observations[first].value == observations[at].value
        found.append(Foreseen(at, REPEATED, is_small=at in small and not as_printed))
    return sorted(found, key=_place_of)


_COMING = "coming"


def _bare_where_empty(one: Observation) -> Observation:
    """A member's figure without a value tells none of its numbers either: "n/a" beside 3 of 41 tells of three."""
    return without_value(one) if one.value is None and (one.upload or not one.source) else one


def _is_small(one: Observation, catalogue: Catalogue, raised: Mapping[str, int]) -> bool:
    """Whether a figure by itself counts so few children that nothing of it may be kept."""
    indicator = catalogue.indicators[one.indicator]
    why = primary(one, indicator, threshold(indicator, raised))
    return bool(why) and Hidden(why).is_small


def _place_of(one: Foreseen) -> int:
    return one.at


def _unsound(one: Observation, variant: str, value: object = "", **params: object) -> Problem:
    return problem("unsound", variant, "error", one.sheet, one.cell, value, **params)


def _fault_of_place(observation: Observation, survey: str) -> Problem | None:
    try:
        parse_area(observation.area)
    except AreaError:
        return _unsound(observation, "area", observation.area)
    if survey and observation.area != COUNTRY:
        listed = {domain.area for domain in domains_of(survey, observation.period_label)}
        if listed and observation.area not in listed and "+" in observation.area:
            said = {"survey": survey, "period": observation.period_label}
            return _unsound(observation, "survey_area", observation.area, **said)
    if not FIRST_YEAR <= observation.year_start <= observation.year_end <= LAST_YEAR:
        return _unsound(observation, "period", observation.period_label)
    return None


def _fault_of_group(observation: Observation) -> Problem | None:
    for dimension, vocabulary in _VOCABULARIES.items():
        code = getattr(observation, dimension)
        if code not in vocabulary:
            return _unsound(observation, "group", code, dimension=dimension)
    return None if is_age(observation.age) else _unsound(observation, "age", observation.age)


def _fault_of_value(observation: Observation, minimum: float | None, maximum: float | None) -> Problem | None:
    if observation.status not in STATUSES:
        return _unsound(observation, "status", observation.status)
    if observation.sample_kind not in SAMPLE_KINDS or observation.sample_base not in SAMPLE_BASES:
        return _unsound(observation, "sample", f"{observation.sample_kind} {observation.sample_base}")
    empty = observation.value is None
    if empty != (observation.status in VALUELESS_STATUSES):
        return _unsound(observation, "empty")
    bounds = (observation.lower, observation.value, observation.upper)
    known = [value for value in bounds if value is not None]
    for value in known:
        # Not a number is neither above nor below any bound, and infinity passes where an indicator has none.
        if (
            not isfinite(value)
            or not (minimum is None or value >= minimum)
            or not (maximum is None or value <= maximum)
        ):
            return _unsound(observation, "outside", value)
    return None if known == sorted(known) else _unsound(observation, "interval")


def _rejected(observation: Observation, reason: str) -> Rejected:
    hidden = observation.value is None or observation.upload
    value = "" if hidden else f"{observation.value:g}"
    return Rejected(observation.source, observation.upload, observation.sheet, observation.cell, value, reason)


def shrinkage(before: Sequence[tuple[str, int]], after: Sequence[tuple[str, int]]) -> list[str]:
    """Which inputs give fewer observations than they gave before: ``(source or upload, count)`` pairs in."""
    now = dict(after)
    return [f"{name}: {count} before, {now[name]} now" for name, count in before if name in now and now[name] < count]
