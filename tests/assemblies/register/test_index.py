from io import StringIO

import pytest
from django.core.management import call_command

from assemblies.factories import make_published, make_sealed
from assemblies.register.pages import make_redacted
from beffroi.assemblies.actions.index import refresh_entry
from beffroi.assemblies.models import RegisterEntry

pytestmark = pytest.mark.django_db


def told() -> list[tuple]:
    return list(
        RegisterEntry.objects.order_by("deliberation_id").values_list(
            "deliberation_id", "title", "state", "search_text", "published_on"
        )
    )


def test_the_index_is_written_anew_as_it_was():
    make_published()
    make_redacted()
    make_sealed()
    before = told()
    RegisterEntry.objects.update(title="gâté", search_text="gate")
    out = StringIO()
    call_command("register", "rebuild", stdout=out)
    assert told() == before
    assert "2 actes publiés" in out.getvalue().replace("\u00a0", " ")


def test_an_act_that_is_not_published_has_no_line():
    act = make_sealed()
    assert refresh_entry(act) is None
    assert not RegisterEntry.objects.exists()


def test_a_line_without_publication_is_taken_out():
    act = make_published()
    RegisterEntry.objects.filter(deliberation=act).update(deliberation=make_sealed(act.sitting))
    call_command("register", "rebuild", stdout=StringIO())
    assert [line[0] for line in told()] == [act.pk]
