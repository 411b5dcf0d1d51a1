"""What schemathesis finds when it asks the interface by its own description."""

from __future__ import annotations

from collections.abc import Mapping


def faults_of(questions: int, seed: int) -> tuple[Mapping[str, int], list[str]]:
    """How many made-up questions each operation was asked, and what its answers did that was not described.

    Half of them are such as the description allows, the others such as it does not.
    """
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import Unsatisfiable
    from schemathesis import Case, GenerationMode
    from starlette.applications import Starlette

    from api import PREFIX, mounted, read_api

    app = Starlette(routes=[mounted("/", read_api(a_minute=10**9))])
    described = schemathesis.openapi.from_asgi(f"/{PREFIX}/v1/openapi.json", app)
    asked: dict[str, int] = {}
    faults: list[str] = []

    def ask(case: Case) -> None:
        label = case.operation.label
        asked[label] = asked.get(label, 0) + 1
        case.call_and_validate(timeout=300)

    limits = settings(max_examples=questions, deadline=None, database=None, phases=[Phase.generate])
    quiet = settings(limits, suppress_health_check=list(HealthCheck))
    for found in described.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            try:
                seeded(seed)(quiet(given(case=operation.as_strategy(generation_mode=mode))(ask)))()
            except BaseExceptionGroup as group:
                faults += [f"{operation.label}: {one}" for one in group.exceptions]
            except Unsatisfiable:
                continue  # where nothing can be asked wrongly
    return asked, faults
