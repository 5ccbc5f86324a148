"""Acts of the tests: a table of their own, sealed like any other."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import models, transaction

from beffroi.core.journal.authors import PlainAuthor
from beffroi.core.seals.actions import new_code, open_chain, seal

CLERK = PlainAuthor(7, "Claire Vasseur", 3, "Département")
AT = datetime(2023, 12, 12, 18, 30, 0, 123456, tzinfo=UTC)
KIND = "sample"


class SampleAct(models.Model):
    """A table such as a context could seal; its table is made by a fixture."""

    title = models.CharField("titre", max_length=100)
    amount = models.DecimalField("montant", max_digits=12, decimal_places=2)
    voted_on = models.DateField("voté le")
    votes = models.PositiveIntegerField("voix")
    is_public = models.BooleanField("public")
    details = models.JSONField("détails")
    is_sealed = models.BooleanField("scellé", default=False)

    class Meta:
        app_label = "sample"
        managed = False
        db_table = "sample_act"

    def __str__(self):
        return self.title


def content_of(act):
    return {
        "title": act.title,
        "amount": act.amount,
        "voted_on": act.voted_on,
        "votes": act.votes,
        "is_public": act.is_public,
        "details": act.details,
        "is_sealed": True,
    }


def contents_of(ids):
    return {act.pk: content_of(act) for act in SampleAct.objects.filter(pk__in=ids, is_sealed=True)}


def expected_ids():
    return SampleAct.objects.filter(is_sealed=True).values_list("pk", flat=True)


def make_act(number=1, **values):
    defaults = {
        "title": f"Délibération n° {number}",
        "amount": Decimal("27037941.00"),
        "voted_on": date(2023, 12, 12),
        "votes": 71,
        "is_public": True,
        "details": {"pour": [1, 2], "note": "« adopté à l’unanimité »"},
        "is_sealed": True,
    }
    return SampleAct.objects.create(**{**defaults, **values})


def make_chain(name="registre:un"):
    with transaction.atomic():
        return open_chain(name, f"Registre {name}")


def make_seal(chain, act=None, *, pdf=b"%PDF-1.7 sample", **values):
    with transaction.atomic():
        act = act or make_act()
        defaults = {
            "kind": KIND,
            "obj": act,
            "label": act.title,
            "content": content_of(act),
            "code": new_code(),
            "pdf": pdf,
            "template_version": "1",
            "by": CLERK,
            "at": AT,
        }
        return seal(chain, **{**defaults, **values})


def fill(chain, count):
    return [make_seal(chain, make_act(number)) for number in range(1, count + 1)]
