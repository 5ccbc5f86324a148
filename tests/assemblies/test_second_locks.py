"""What forms and pages refuse by themselves, whatever the action behind them refuses as well."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.forms import act as act_forms
from beffroi.assemblies.forms.act import ActForm, _opinion
from beffroi.assemblies.forms.fields import People
from beffroi.assemblies.forms.roll import RollForm
from beffroi.assemblies.intake import taking
from beffroi.assemblies.models import Member
from beffroi.assemblies.register import views
from beffroi.core.errors import RuleViolation
from beffroi.core.seals.models import Seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def sitting():
    return factories.make_sitting(factories.make_assembly(members=3))


def errors_of(sitting, typed, **files):
    return ActForm(typed, files, sitting=sitting).errors


def test_a_decision_is_a_verb_and_its_object(sitting):
    assert "un verbe et son objet" in str(errors_of(sitting, {"decisions": "APPROUVE"})["decisions"])
    assert "decisions" not in errors_of(sitting, {"decisions": "APPROUVE le projet."})


@pytest.mark.parametrize(
    ("content", "told"), [(b"%PDF-" + bytes(20), "dépasse"), (b"PK", "pas un PDF"), (b"%PDF-", None)]
)
def test_an_annex_is_a_pdf_within_the_bound(sitting, monkeypatch, content, told):
    monkeypatch.setattr(act_forms, "PDF_MOST_BYTES", 20)
    found = errors_of(sitting, {}, annex_pdf=SimpleUploadedFile("plan.pdf", content)).get("annex_pdf", [""])
    assert (told or "") in str(found)
    assert bool(told) == (found != [""])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Finances ; 27/11/2023 ; favorable ; oui", "écrivez commission"),
        (" ; 27/11/2023 ; favorable", "écrivez commission"),
        ("Finances ; 27/11/2023 ; peut-être", "écrivez favorable"),
    ],
)
def test_an_opinion_is_a_commission_a_day_and_a_sense(line, told):
    with pytest.raises(ValidationError, match=told):
        _opinion(line)


def test_a_name_is_that_of_one_member():
    one, other = (Member(surname="Morel", first_name="Zoé", search_text="morel zoe") for _ in range(2))
    with pytest.raises(ValidationError, match="pas un membre connu"):
        People([one]).find("Morel Luc")
    with pytest.raises(ValidationError, match="Plusieurs membres"):
        People([one, other]).find("MOREL Zoé")
    assert People([one]).find("Morel Zoé") is one


def test_who_is_represented_is_so_by_another(sitting):
    first, second, _ = factories.members_of(sitting.assembly)

    def told(presence, holder):
        key = f"m{first.pk}"
        form = RollForm({f"{key}-presence": presence, f"{key}-holder": holder}, sitting=sitting)
        return str(form.errors.get(f"{key}-holder", ""))

    assert "par qui" in told("represented", "")
    assert "laquelle des deux" in told("present", str(second))
    assert "soi-même" in told("represented", str(first))
    assert told("represented", str(second)) == ""


def test_a_record_of_too_many_acts_is_taken_in_parts():
    nobody = SimpleNamespace(present=(), proxies=(), absent=())
    most = SimpleNamespace(sitting=nobody, deliberations=(None,) * taking.MOST_ACTS)
    taking._refuse_too_many(most)
    most.deliberations += (None,)
    with pytest.raises(RuleViolation, match="en plusieurs fichiers"):
        taking._refuse_too_many(most)


def test_the_seal_of_something_else_gives_no_act(client, monkeypatch):
    act = factories.make_published()
    seal = Seal.objects.exclude(pdf_sha256="").first()
    address = reverse("register:document", args=[seal.code])
    assert client.get(address).status_code == 200, act
    monkeypatch.setattr(views, "act_of", lambda _seal: None)
    monkeypatch.setattr(views, "_is_public", lambda *_: True)
    assert client.get(address).status_code == 404
