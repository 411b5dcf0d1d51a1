from .accepting_loss import accept_loss
from .backing_up import BACKUP_FORMAT, Backup, back_up
from .doctoring import Diagnosis, examine, exit_code
from .erasing import ErasureCertificate, certificate_lines, certificate_record, erase
from .putting_back import DamagedBackup, Restored, restore

__all__ = [
    "BACKUP_FORMAT",
    "Backup",
    "DamagedBackup",
    "Diagnosis",
    "ErasureCertificate",
    "Restored",
    "accept_loss",
    "back_up",
    "certificate_lines",
    "certificate_record",
    "erase",
    "examine",
    "exit_code",
    "restore",
]
