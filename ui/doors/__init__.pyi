from .calm import calm_page, fault_words
from .handles import Handles, raise_limit
from .incidents import Incidents, told
from .middleware import Doors
from .outside import believe_nobody, keep_faults_to_ourselves, never_ask_outside
from .packing import VARY, Packing, packed, packed_tag, takes_gzip
from .settings import DoorSettings, DoorSettingsError, read_settings
from .sleeping import let_loops_sleep

__all__ = [
    "VARY",
    "DoorSettings",
    "DoorSettingsError",
    "Doors",
    "Handles",
    "Incidents",
    "Packing",
    "believe_nobody",
    "calm_page",
    "fault_words",
    "keep_faults_to_ourselves",
    "let_loops_sleep",
    "never_ask_outside",
    "packed",
    "packed_tag",
    "raise_limit",
    "read_settings",
    "takes_gzip",
    "told",
]
