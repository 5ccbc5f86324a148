"""What is done to pieces: deposited, looked at by the antivirus, checked."""

from beffroi.files.actions.checks import Damage, check_files, stray_files
from beffroi.files.actions.pieces import add_piece, add_version
from beffroi.files.actions.scans import ScanReport, scan_pending, scan_version

__all__ = [
    "Damage",
    "ScanReport",
    "add_piece",
    "add_version",
    "check_files",
    "scan_pending",
    "scan_version",
    "stray_files",
]
