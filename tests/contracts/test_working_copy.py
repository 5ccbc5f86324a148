"""The working copy: which templates are refused, what is named, what each sheet says."""

from io import BytesIO

import pytest
from docx import Document

from assemblies.factories import CLERK, make_organisation
from beffroi.contracts import example
from beffroi.contracts.actions.template import keep_template
from beffroi.contracts.fields import contract_fields
from beffroi.contracts.models import Contract
from beffroi.contracts.page import whole
from beffroi.contracts.working_copy import MARK, check_template, template_of, working_copy
from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.documents.errors import TemplateRefused
from beffroi.files.models import Piece, PieceVersion
from beffroi.files.states import ScanState
from contracts.factories import SIGNED_AT, fill, make_draft
from contracts.word import heads, read, sent, template
from files.factories import make_version, upload_of

pytestmark = pytest.mark.django_db
HOSTILE = (
    "{{ contrat.__class__ }}",
    "{{ communes.append('x') }}",
    "{% include 'autre' %}",
    "{{ contrat.titre",
    # Known by its list, and named by none of its rows.
    "{% for axe in axes %}{{ axe.couleur }}{% endfor %}",
)


def filled_contract() -> Contract:
    contract = fill(make_draft())
    return whole(Contract.objects.filter(pk=contract.pk)).get()


def kept(*paragraphs: str) -> Piece:
    return keep_template(make_organisation(), sent(*paragraphs), by=CLERK, at=SIGNED_AT)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_or_broken_template_is_refused_and_nothing_is_kept(text):
    with pytest.raises(TemplateRefused):
        check_template(template(text))
    with pytest.raises(RuleViolation):
        kept(text)
    assert not Piece.objects.exists()


def test_what_is_no_docx_is_refused():
    with pytest.raises(RuleViolation, match="DOCX"):
        keep_template(make_organisation(), upload_of(), by=CLERK, at=SIGNED_AT)


def test_a_template_that_the_antivirus_refuses_is_not_opened():
    piece = kept("{{ contrat.titre }}")
    more = {"scan": ScanState.INFECTED, "scan_finding": "Essai", "scanned_at": SIGNED_AT}
    make_version(piece, 2, content=template("{{ contrat.titre }} 2"), name="modele.docx", **more)
    with pytest.raises(NotAllowed, match="virus"):
        working_copy(filled_contract(), template_of(piece.organisation))


def test_a_template_whose_bytes_are_gone_says_so():
    piece = kept("{{ contrat.titre }}")
    version = PieceVersion.objects.get(piece=piece)
    version.stored.storage.delete(version.stored.name)
    with pytest.raises(NotAllowed, match="manque"):
        working_copy(filled_contract(), template_of(piece.organisation))


def test_a_template_that_this_contract_cannot_fill_says_so():
    piece = kept("{{ contrat.titre }}")
    make_version(piece, 2, content=template("{{ axes[7].titre }}"), name="modele.docx")
    with pytest.raises(NotAllowed, match="ne se remplit pas"):
        working_copy(filled_contract(), template_of(piece.organisation))


def test_unknown_fields_are_named_and_told_in_their_place():
    texts = ("{{ contrat.titre }}", "{{ contrat.couleur }}", "{{ devise }}")
    assert check_template(template(*texts)) == ["contrat.couleur", "devise"]
    copied = read(working_copy(filled_contract(), kept(*texts)))
    assert copied == ["Contrat territorial", "[champ inconnu : contrat.couleur]", "[champ inconnu : devise]"]


def test_a_second_template_is_a_version_of_the_first_and_the_last_one_serves():
    piece = kept("Un")
    again = keep_template(piece.organisation, sent("Deux"), by=CLERK, at=SIGNED_AT)
    assert again == piece
    assert read(working_copy(filled_contract(), template_of(piece.organisation))) == ["Deux"]
    with pytest.raises(RuleViolation, match="déjà la version 2"):
        keep_template(piece.organisation, sent("Deux"), by=CLERK, at=SIGNED_AT)
    assert template_of(make_organisation()) is None


def test_without_a_template_the_house_s_own_tells_the_contract():
    content = working_copy(filled_contract(), None)
    told = "\n".join(read(content))
    for words in ("Contrat territorial 2024-2027", "Rapprocher les services", "Guichets", "collégiens",
                  "Combien d’eau ?", "Poser une plaque", "Maison de services", "Fontambre",
                  "Fait à Ambreville"):  # fmt: skip
        assert words in told, words
    assert "{" not in told
    assert "[champ inconnu" not in told


def test_each_sheet_says_that_it_is_a_working_copy_its_first_one_included():
    document = Document(BytesIO(template("Un")))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "Département"
    document.add_section()
    saved = BytesIO()
    document.save(saved)
    piece = keep_template(
        make_organisation(), upload_of(saved.getvalue(), "modele.docx"), by=CLERK, at=SIGNED_AT
    )
    told = heads(working_copy(filled_contract(), piece))
    assert len(told) >= 2
    assert all(MARK in one for one in told)
    assert told[0].startswith("Département")


def names(value: object) -> object:
    if isinstance(value, dict):
        return {key: names(one) for key, one in value.items()}
    return [names(value[0])] if isinstance(value, list) else None


def test_the_fields_shown_are_those_of_a_contract():
    assert names(contract_fields(filled_contract())) == names(example.EXAMPLE)
    assert "contrat.titre" in example.known_names()
