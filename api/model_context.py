"""The six questions as tools of the Model Context Protocol, for assistants of people who write with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

from api.tools import HOW, TOOLS, refused
from childrights.catalogue import ChildRightsError

NAME = "child-rights-cambodia"
INSTRUCTIONS = f"""
Figures about the rights of children in Cambodia, with the sentences that they bear out. {HOW}
Never say a number that no answer gave you, never make a sentence stronger than the one given, and never take a missing
figure for zero: what is not held is not known. Give an older figure only with the newer one that stands beside it.
"""


def assistant_server() -> MCPServer[Any]:
    """The server, to be run over standard input or HTTP."""
    made = MCPServer(NAME, title="Child rights in Cambodia", instructions=INSTRUCTIONS.strip())
    for tool in TOOLS:
        made.add_tool(_calm(tool), annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))
    return made


def _calm(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """``tool``, with what the library refuses told as an answer: a program reads the reason instead of an error."""

    @wraps(tool)
    def asked(*words: Any, **more: Any) -> dict[str, Any]:
        try:
            return tool(*words, **more)
        except ChildRightsError as error:
            return refused(error)

    return asked


def serve_model_context(port: int = 0) -> None:
    """Answer until the other side ends: over standard input and output, or over HTTP on this computer where a port is
    given."""
    server = assistant_server()
    if port:
        server.run("streamable-http", host="127.0.0.1", port=port, stateless_http=True, json_response=True)
    else:
        server.run("stdio")
