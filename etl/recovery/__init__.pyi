from .backing_up import BACKUP_FORMAT, Backup, back_up
from .putting_back import DamagedBackup, Restored, restore

__all__ = [
    "BACKUP_FORMAT",
    "Backup",
    "DamagedBackup",
    "Restored",
    "back_up",
    "restore",
]
