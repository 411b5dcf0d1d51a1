"""``--help`` tells what a tool does instead of doing it."""

import ast
import runpy
import sys
from pathlib import Path

import pytest

TOOLS = sorted(path for path in (Path(__file__).parents[2] / "tools").glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda path: path.stem)
def test_a_tool_asked_for_help_tells_and_ends(
    tool: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tool.read_text(encoding="utf-8")
    assert "argparse.ArgumentParser(" in text, "it would do its work instead"
    monkeypatch.setattr(sys, "argv", [tool.name, "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(tool), run_name="__main__")
    first = (ast.get_docstring(ast.parse(text)) or "").split()[:4]
    assert not end.value.code and " ".join(first) in " ".join(capsys.readouterr().out.split())
