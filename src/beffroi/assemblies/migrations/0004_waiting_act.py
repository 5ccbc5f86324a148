"""What each act waits for, noted of those that were there before it was kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, Min, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

STEPS = ["seal", "transmit", "publish", "notify"]
ENDS = ["annulment", "withdrawal", "repeal"]
AT_ONCE = 500


def step_of(act: Any) -> tuple[str, date] | None:
    """What an act waits for, and since when."""
    if act.sealed_at is None:
        return "seal", act.held_on
    if act.ended and act.outcome != "rejected":
        return None
    sealed_on, adopted = timezone.localdate(act.sealed_at), act.outcome != "rejected"
    if act.must_be_transmitted and adopted and act.received is None:
        return "transmit", sealed_on
    if act.published is None:
        return "publish", max(act.received or sealed_on, sealed_on)
    if act.effect == "individual" and adopted and act.notified is None:
        return "notify", act.published
    return None


def note(apps: Any, _editor: Any) -> None:
    """Note what each act waits for."""
    kept = apps.get_model("assemblies", "WaitingAct")
    events = apps.get_model("assemblies", "ActEvent").objects
    of_kind = {kind: Q(events__kind=kind) for kind in ("transmission", "publication", "notification")}
    got_on = Coalesce("events__received_on", "events__happened_on")
    acts = apps.get_model("assemblies", "Deliberation").objects.annotate(
        held_on=models.F("sitting__held_on"),
        organisation=models.F("sitting__assembly__organisation"),
        received=Min("events__received_on", filter=of_kind["transmission"]),
        published=Min("events__happened_on", filter=of_kind["publication"]),
        notified=Min(got_on, filter=of_kind["notification"]),
        ended=Exists(events.filter(deliberation=OuterRef("pk"), kind__in=ENDS)),
    )
    for found in _batches(acts):
        rows = ((act, step_of(act)) for act in found)
        kept.objects.bulk_create(
            kept(deliberation_id=act.pk, organisation_id=act.organisation, step=waits[0], since_on=waits[1])
            for act, waits in rows
            if waits is not None
        )


def _batches(acts: Any) -> Iterator[list[Any]]:
    last = 0
    while found := list(acts.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield found
        last = found[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0003_register_words"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaitingAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("seal", "à sceller"),
                            ("transmit", "à transmettre"),
                            ("publish", "à publier"),
                            ("notify", "à notifier"),
                        ],
                        max_length=20,
                        verbose_name="étape",
                    ),
                ),
                ("since_on", models.DateField(verbose_name="depuis le")),
                (
                    "deliberation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waiting",
                        to="assemblies.deliberation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "acte en attente",
                "ordering": ["since_on", "pk"],
                "indexes": [
                    models.Index(fields=["organisation", "since_on", "id"], name="waiting_act_by_date")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(step__in=STEPS),
                        name="waiting_act_step_known",
                        violation_error_message="Cette étape n’existe pas.",
                    )
                ],
            },
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
