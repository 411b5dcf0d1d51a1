from .permissions import ACTION_WORDS, COMMON, NOBODY, PERMITTED, ROLE_WORDS, Action, Actor, NotPermitted, Role, owner

__all__ = [
    "ACTION_WORDS",
    "COMMON",
    "NOBODY",
    "PERMITTED",
    "ROLE_WORDS",
    "Action",
    "Actor",
    "NotPermitted",
    "Role",
    "owner",
]
