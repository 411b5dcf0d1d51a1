"""Nothing that is told depends on what is hidden."""

from __future__ import annotations

from pathlib import Path

from bench.bench_alike import OTHERWISE, SECRETS, blind, differ, plainly, told_of
from bench.planted_counts import empty_inputs


def test_nothing_told_depends_on_what_is_hidden(tmp_path: Path) -> None:
    """A sample of ``python run.py bench alike``, which also opens every page and takes every file."""
    told = told_of(tmp_path, (SECRETS[0], SECRETS[2]), empty_inputs(tmp_path), is_whole=False)
    assert list(differ(told)) == []
    assert "snapshot withheld" in told[0] and told[0]["snapshot withheld"].count("protected") >= 4
    assert "60" in told[0]["file export.csv"] and "47" in told[0]["file export.csv"]


def test_what_is_told_otherwise_is_noticed() -> None:
    one, other = {"a": "girls 4, boys 43", "b": "same"}, {"a": "girls 7, boys 40", "b": "same"}
    assert [found.partition(" ")[0] for found in differ([one, other])] == ["a"]
    assert list(differ([one, {"a": one["a"]}])) == ["b: is there in [0] only"]
    assert "snapshot observation" in blind({"snapshot observation": "60"}, {"snapshot observation": "60"})
    assert "snapshot observation" not in blind({"snapshot observation": "60"}, {"snapshot observation": "71"})
    assert OTHERWISE.shown != SECRETS[0].shown and OTHERWISE.girls == SECRETS[0].girls


def test_only_codes_moments_and_hashes_are_taken_for_the_same() -> None:
    told = "code 7K2M9-QX4TB at 2026-12-01T04:30:01+00:00, 43 of 47 girls in 2022 (12.5 %)"
    assert plainly(told) == "code CODE at MOMENT, 43 of 47 girls in 2022 (12.5 %)"
    assert plainly("c52012345678901234e") == plainly("c5b12345678901234e") == "HASH"
    assert plainly("20261201T134100123456-5859f8d83c17 20261201-134100") == "SNAPSHOT SNAPSHOT"
