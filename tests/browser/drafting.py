"""The pages of co-written texts: none, then texts that two organisations of the demonstration write."""

from beffroi.drafting.actions import answer_comment, freeze_text, resolve_comment
from beffroi.drafting.facts import NewAccess, Section
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Comment, Text
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role
from browser.personas import EPCI_MANAGER, LEAD, OF_A_COMMUNE
from browser.sample import ERRORS, Sample, sends
from drafting.factories import LATER, make_comment, make_edit, make_signoffs, make_text, writer_of

LIVELY, FROZEN = "Halle et place du marché", "Fiche figée"
LONG = """La halle est **couverte** avant l’hiver ; la place reste *ouverte au marché*.

### Ce qui est construit

- une charpente de bois, de 27 mètres ;
- des étals démontables.

| Poste | Montant |
|---|---|
| Charpente | 410 000 € |
| Sols | 96 500 € |

Voir [le contrat](https://exemple.fr/contrat). <script>alert(1)</script>"""
SECTIONS = (
    Section("objet", "Objet de l’opération", LONG),
    Section("calendrier", "Calendrier", "Les travaux durent dix mois."),
    Section("suivi", "Suivi"),
)


def load_texts() -> None:
    """A text full of what happens to texts, and one that is frozen."""
    places = [Organisation.objects.get(slug=slug) for slug in ("val-clair", "departement-de-l-ambre")]
    access = [NewAccess(places[0], Role.PROJECT_LEAD, Level.WRITE)]
    home = {"home_url": "/mes-contrats/", "home_label": "Contrat de Val-Clair"}
    lively = make_text(places, SECTIONS, access=access, title=LIVELY, **home)
    talked = make_comment(lively, quote="une charpente de bois", body="De quelle essence ?")
    answer_comment(talked, "Du chêne, voir la notice.", by=writer_of(lively), at=LATER)
    gone = make_comment(lively, "calendrier", "dix mois", "Trop court.")
    make_signoffs(lively)
    make_edit(lively, "calendrier", "Les travaux durent **onze mois**.\n\nIls commencent en mars.", at=LATER)
    resolve_comment(gone, by=writer_of(lively), at=LATER)
    frozen = make_text(places, title=FROZEN)
    make_signoffs(frozen)
    freeze_text(frozen, by=writer_of(frozen), at=LATER)


def _pk(title: str = LIVELY) -> int:
    return Text.objects.get(title=title).pk


def _text(label: str, title: str = LIVELY, persona: str = EPCI_MANAGER, *, parts=(), **more) -> Sample:
    return Sample(label, ready=lambda: {"pk": _pk(title), **dict(parts)}, persona=persona, **more)


def _thread(label: str, **more) -> Sample:
    def ready() -> dict[str, object]:
        found = Comment.objects.filter(text=_pk(), parent__isnull=True).order_by("id")[0]
        return {"pk": found.text_id, "comment_pk": found.pk}

    return Sample(label, ready=ready, persona=EPCI_MANAGER, **more)


def _edited_by_both(page) -> None:
    """Somebody else saves the section while it is written here."""
    make_edit(Text.objects.get(title=LIVELY), "suivi", "Un comité par trimestre.\nUn bilan par an.")
    sends("Enregistrer la section", body="Un comité par semestre.\nUn bilan par an.")(page)


OBJECT, SCHEDULE, FOLLOWED = ({"key": one.key}.items() for one in SECTIONS)
NO_TEXT_PAGES = {"drafting:index": [Sample("no text of ours", persona=OF_A_COMMUNE)]}
TEXT_PAGES = {
    "drafting:index": [
        Sample("our texts", persona=EPCI_MANAGER),
        Sample("no text found", "?q=zzzz", persona=EPCI_MANAGER),
    ],
    "drafting:text": [
        _text("a text with comments and fallen agreements"),
        _text("a text that one writes and does not sign", persona=LEAD),
        _text("a frozen text", FROZEN),
        _text("a text of others", persona=OF_A_COMMUNE, statuses=(404,)),
    ],
    "drafting:edit": [
        _text("a section", parts=OBJECT),
        _text("a preview", parts=OBJECT, then=sends("Prévisualiser"), shows=".written table"),
        _text(
            "a section too long", parts=OBJECT, then=sends("Enregistrer la section", body="a" * 50_001),
            shows=ERRORS,
        ),
        _text("a section written by two", parts=FOLLOWED, then=_edited_by_both, shows=ERRORS),
    ],
    "drafting:add": [
        _text("a section to add"),
        _text("no title", then=sends("Ajouter la section"), shows=ERRORS),
    ],
    "drafting:arrange": [
        _text("a section to arrange", parts=SCHEDULE),
        _text("no title any more", parts=SCHEDULE, then=sends("Changer le titre", title=""), shows=ERRORS),
    ],
    "drafting:comment": [
        _text("a section to comment", parts=OBJECT),
        _text(
            "a passage that is not there", parts=OBJECT,
            then=sends("Commenter", quote="une piscine", body="Où ?"), shows=ERRORS,
        ),
    ],
    "drafting:thread": [
        _thread("a comment with its answer"),
        _thread("an empty answer", then=sends("Répondre"), shows=ERRORS),
    ],
    "drafting:versions": [_text("versions of a text")],
    "drafting:version": [_text("an old version", parts={"number": 1}.items())],
    "drafting:compare": [
        _text("the last two versions"),
        _text("a version with itself", query="?de=1&a=1"),
    ],
}  # fmt: skip
# The fragment that the page asks for again and again has its own tests.
TEXT_POSTS = frozenset({"drafting:resolve", "drafting:sign", "drafting:presence"})
