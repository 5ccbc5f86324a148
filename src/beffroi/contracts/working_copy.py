"""The working copy of a contract: an authority's template, filled, marked as being worth nothing."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document

from beffroi.contracts.example import EXAMPLE, known_names
from beffroi.contracts.fields import contract_fields
from beffroi.contracts.house_template import house_template
from beffroi.contracts.models import Contract
from beffroi.core.errors import NotAllowed
from beffroi.documents.docx import fill, unknown_fields
from beffroi.documents.errors import TemplateRefused
from beffroi.files.delivery import refusal
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.reading import MissingFile, read_whole
from beffroi.organisations.models import Organisation

KIND = "modele-contrat"
MARK = "Copie de travail, sans valeur : l’acte est le PDF scellé."


def template_of(organisation: Organisation) -> Piece | None:
    """The template that an organisation keeps, with its versions; None when it has none."""
    return Piece.objects.of(organisation).filter(kind=KIND).with_versions().order_by("pk").first()


def check_template(content: bytes) -> list[str]:
    """Try a template on an example, and name the fields that no contract has.

    Raises: TemplateRefused.
    """
    unknown = unknown_fields(content, known_names())
    _filled(content, EXAMPLE, unknown)
    return unknown


def working_copy(contract: Contract, template: Piece | None) -> bytes:
    """Write a contract, read `whole`, in a template; in the house's own without one.

    Raises: NotAllowed, when the template cannot be read or filled.
    """
    version = template.latest if template else None
    content = template_bytes(version) if version else house_template()
    try:
        return _filled(content, contract_fields(contract), unknown_fields(content, known_names()))
    except TemplateRefused as refused:
        raise NotAllowed(
            f"{refused.message} Qui administre votre organisation peut le remplacer."
        ) from refused


def template_bytes(version: PieceVersion) -> bytes:
    """Read a template that may be read.

    Raises: NotAllowed, with the reason of the antivirus or of the storage.
    """
    reason = refusal(version)
    if reason:
        raise NotAllowed(reason)
    try:
        return read_whole(version)
    except MissingFile as damage:
        raise NotAllowed(damage.message) from damage


def _filled(content: bytes, data: Mapping[str, Any], unknown: Sequence[str]) -> bytes:
    """Fill a template: a field that no contract has says so in its place."""
    told = deepcopy(dict(data))
    for name in unknown:
        root, _dot, key = name.partition(".")
        word = f"[champ inconnu : {name}]"
        if key:
            told[root][key] = word
        else:
            told[root] = word
    return _marked(fill(content, told))


def _marked(content: bytes) -> bytes:
    """Say on each sheet that this is a working copy."""
    document = Document(BytesIO(content))
    both_sides = document.settings.odd_and_even_pages_header_footer
    marked: set[str] = set()
    for section in document.sections:
        kinds = {"header": True, "even_page_header": both_sides}
        kinds["first_page_header"] = section.different_first_page_header_footer
        for kind in (name for name, is_used in kinds.items() if is_used):
            header = getattr(section, kind)
            # A head that continues the one before bears its mark already.
            if kind not in marked or not header.is_linked_to_previous:
                header.add_paragraph(MARK)
                marked.add(kind)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
