"""The archive of one organisation: what its manifest calls it, and the file that it is written to."""

import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from beffroi.core.archive.checking import check_archive
from beffroi.core.archive.reading import Archive
from beffroi.core.archive.writing import write_archive
from beffroi.organisations.models import Organisation

Progress = Callable[[int, int], object]


def about(organisation: Organisation) -> dict[str, str]:
    """Name an organisation in a manifest."""
    return {name: getattr(organisation, name) for name in ("slug", "siren", "name", "kind")}


def file_name(organisation: Organisation, at: datetime) -> str:
    """Example: archive-agglo-val-clair-2026-11-27.zip."""
    return f"archive-{organisation.slug}-{at:%Y-%m-%d}.zip"


def export_to(path: Path, organisation: Organisation, *, at: datetime, progress: Progress) -> None:
    """Write an archive to a file, whole and checked or not at all.

    Raises: RuleViolation.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as draft:
        try:
            pieces = write_archive(organisation, about(organisation), at=at, progress=progress)
            with closing(pieces):
                draft.writelines(pieces)
            draft.flush()
            os.fsync(draft.fileno())
            with Archive(Path(draft.name)) as archive:
                check_archive(archive)
            os.replace(draft.name, path)
        except BaseException:
            os.unlink(draft.name)
            raise
