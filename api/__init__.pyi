from .application import PREFIX, mounted, read_api
from .model_context import assistant_server, serve_model_context

__all__ = [
    "PREFIX",
    "assistant_server",
    "mounted",
    "read_api",
    "serve_model_context",
]
