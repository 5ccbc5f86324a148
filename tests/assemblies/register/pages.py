"""What the tests of the register share: published acts, their pages, all that a PDF says and carries."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from django.test import Client

from assemblies.factories import make_sealed, publish_act, transmit
from beffroi.assemblies.kinds import ActState, Extent, Outcome
from beffroi.assemblies.models import Deliberation, RegisterEntry, Sitting
from beffroi.core.seals.models import Seal
from beffroi.core.search import search_text

SECRET = "Mme Élodie DUPRÉ"
ADDRESS = "3 rue des Tilleuls"


def words_of_pdf(content: bytes) -> str:
    """All the text of a PDF, then all that it carries: properties and attached files."""
    document = pypdfium2.PdfDocument(content)
    pages = [document[place].get_textpage().get_text_range() for place in range(len(document))]
    carried = []
    with pikepdf.open(BytesIO(content)) as pdf:
        carried += [str(value) for value in pdf.docinfo.values()]
        carried += [one.get_file().read_bytes().decode(errors="replace") for one in pdf.attachments.values()]
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and "/Subtype" in stream and stream.Subtype == "/XML":
                carried.append(stream.read_bytes().decode(errors="replace"))
    return "\n".join([*pages, *carried])


def make_redacted(**changes: Any) -> Deliberation:
    """A published act whose copy hides a name and an address."""
    act = make_sealed(
        title=f"Secours d’urgence à {SECRET}",
        recitals=(f"Considérant que {SECRET} demeure {ADDRESS},",),
        full_text="Vu la demande de mme elodie dupre,\n3  rue des Tilleuls.",
        **changes,
    )
    transmit(act)
    publish_act(act, extent=Extent.REDACTED, redactions=(SECRET, ADDRESS))
    return act


def make_entry(sitting: Sitting, rank: int, **changes: Any) -> RegisterEntry:
    """A line of the index alone, where a test needs many: its act is not sealed."""
    act = Deliberation.objects.create(
        sitting=sitting, rank=rank + 1, title=f"Acte {rank:02}", outcome=Outcome.ADOPTED
    )
    facts: dict[str, Any] = {
        "title": act.title,
        "effect": act.effect,
        "outcome": act.outcome,
        "state": ActState.ENFORCEABLE,
        "published_on": sitting.held_on,
        "search_text": search_text([act.title]),
        **changes,
    }
    return RegisterEntry.objects.create(
        deliberation=act, assembly=sitting.assembly, held_on=sitting.held_on, **facts
    )


def act_seal(act: Deliberation, kind: str = "deliberation") -> Seal:
    """The seal of an act, with its document at hand."""
    whole = Seal.objects.defer(None)
    if kind == "deliberation":
        return whole.get(kind=kind, object_id=act.pk)
    return whole.filter(kind=kind, object_id__in=act.events.values("pk")).order_by("position").last()


def page(client: Client, address: str, status: int = 200) -> str:
    """The text of a page, with plain spaces."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ").replace("&nbsp;", " ")
