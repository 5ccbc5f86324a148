"""From a text to a public act that anyone verifies; a colleague who leaves hands the work over."""

import re
from io import BytesIO

import pikepdf
from playwright.sync_api import Page, expect

from assemblies.factories import make_actor, make_organisation
from assemblies.intake.factories import make_council, make_intake
from beffroi.assemblies.models import Intake
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation, User
from beffroi.organisations.roles import OrganisationKind, Role
from browser import files
from browser.checks import follow
from browser.personas import EPCI_ADMINISTRATOR, EPCI_CLERK
from browser.roads import (
    CONFIRM,
    CORPUS_ACT,
    Taken,
    answer_names,
    correct,
    publish,
    read_and_ask,
    seal,
    verify,
)
from organisations.factories import make_member

REAL = Taken(
    council={"name": "Conseil communautaire"},
    corrected=("Acte", "Résultat", "adoptée"),
    members=151,
    dates=("20 décembre 2023", "21 février 2024"),
    answers={
        "LECOMTE Maurice": "Une autre personne : créer ce membre",
        "OPIGEZ Dorothée": "OPIGEZ Dorothee, déjà nommé dans ce texte",
    },
)
INVENTED = Taken(
    council={
        "name": "Conseil municipal de Beauvillers-sur-Lys",
        "kind": AssemblyKind.COMMUNE,
        "population": 4000,
    },
    corrected=("Séance", "Lieu", "salle des mariages"),
    members=19,
    dates=("15 décembre 2023", "16 février 2024"),
    capacity="maire",
)


def come_as_clerk(page: Page, people, organisation: Organisation) -> None:
    people(page, make_actor(organisation, Role.ASSEMBLY_CLERK).user.email)


def altered(content: bytes) -> bytes:
    """The same file but for one byte, in a comment that no reader shows."""
    place = content.index(b"\n%") + 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def saved_again(content: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(out)
    return out.getvalue()


def take_in(page: Page, taken: Taken, file) -> None:
    read_and_ask(page, file)
    expect(page.get_by_text("Brouillon").first).to_be_visible()
    correct(page, *taken.corrected)
    answer_names(page, taken)
    follow(page, page.get_by_role("button", name=CONFIRM))
    expect(page.get_by_text("La séance et ses actes sont dans le registre")).to_be_visible()


def refuse_anothers(page: Page) -> None:
    read_and_ask(page, files.SEVERAL)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cet acte n’est pas repris")
    expect(page.locator("main")).to_contain_text("votre assemblée est")


def to_the_register(page: Page, taken: Taken) -> None:
    """Seal, record what the State received, publish; each from the intake's page."""
    intake = page.url
    seal(page)
    page.goto(intake)
    page.get_by_label(re.compile("^Reçu par l’État")).first.check()
    follow(page, page.get_by_role("button", name="Enregistrer les dates cochées"))
    expect(page.get_by_text("Les dates lues dans l’acte sont enregistrées.")).to_be_visible()
    publish(page, taken, taken.dates[0].replace(" décembre ", "/12/"))


def check_public(page: Page, taken: Taken) -> bytes:
    """The act stands in the public register with its dates; give its document."""
    follow(page, page.get_by_role("link", name="Voir l’acte au registre public"))
    for day in taken.dates:
        expect(page.get_by_text(day).first).to_be_visible()
    expect(page.get_by_text("reprise d’un acte existant")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger l’acte (PDF)").click()
    return download.value.path().read_bytes()


def go_through(page: Page, people, taken: Taken, file, organisation: Organisation) -> None:
    make_council(organisation, **taken.council)
    come_as_clerk(page, people, organisation)
    refuse_anothers(page)
    take_in(page, taken, file)
    to_the_register(page, taken)
    document = check_public(page, taken)
    page.context.clear_cookies()
    verify(page, document, "Conforme à ce qui a été enregistré le")
    verify(page, altered(document), "Ce fichier n’est pas celui qui a été enregistré")
    verify(page, saved_again(document), "Ce fichier n’est pas celui qui a été enregistré")
    verify(page, files.pdf_file()["buffer"], "Ce fichier n’est pas au registre")


def test_the_real_act_goes_from_its_text_to_a_verified_document(page, people, seed):
    name = "Communauté d’agglomération de Béthune-Bruay, Artois-Lys Romane"
    go_through(page, people, REAL, seed, make_organisation(name=name, is_fictitious=False))


def test_an_invented_act_goes_from_its_text_to_a_verified_document(page, people):
    organisation = make_organisation(name="Commune de Beauvillers-sur-Lys", kind=OrganisationKind.COMMUNE)
    go_through(page, people, INVENTED, CORPUS_ACT, organisation)


def test_a_clerk_who_leaves_hands_the_intake_over(page, people):
    place = Organisation.objects.get(slug="val-clair")
    leaving = User.objects.get(email=EPCI_CLERK)
    colleague = make_member(place, Role.ASSEMBLY_CLERK, first_name="Zoé", last_name="Morel")
    intake = make_intake(make_council(place))
    Intake.objects.update(held_by_id=leaving.pk, held_by_label=str(leaving))
    people(page, EPCI_ADMINISTRATOR)
    page.goto("/espace/")
    follow(page, page.get_by_role("link", name="Personnes et rôles").first)
    follow(page, page.get_by_role("link", name=str(leaving)))
    follow(page, page.get_by_role("link", name="Enregistrer son départ"))
    expect(page.get_by_role("link", name=re.compile("seance.txt"))).to_be_visible()
    page.get_by_label(re.compile("^Reprises d’actes")).select_option(label=str(colleague))
    follow(page, page.get_by_role("button", name="Passer le travail et enregistrer le départ"))
    expect(
        page.get_by_text(f"Le départ de {leaving} est enregistré, son travail est repris.")
    ).to_be_visible()
    page.context.clear_cookies()
    people(page, colleague.email)
    page.goto("/seances/")
    follow(page, page.get_by_role("link", name="Reprises en attente"))
    expect(page.get_by_text("en main de Zoé Morel")).to_be_visible()
    follow(page, page.get_by_role("link", name="seance.txt"))
    expect(page.get_by_text("a repris en main la").first).to_be_attached()
    assert Intake.objects.get().held_by_id == colleague.pk != intake.held_by_id
