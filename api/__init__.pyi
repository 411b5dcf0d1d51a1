from .application import PREFIX, mounted, read_api

__all__ = [
    "PREFIX",
    "mounted",
    "read_api",
]
