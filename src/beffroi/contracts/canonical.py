"""What is sealed of a contract and of an amendment: every column of every row that belongs to it.

The same content is rebuilt from the tables to compare: a column altered, a row added or gone shows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import models
from django.db.models import Exists, OuterRef

from beffroi.contracts.amendments.added import ORIGIN, TARGETS, divergences, strays
from beffroi.contracts.models import (
    Ambition,
    Amendment,
    AmendmentApproval,
    AmendmentChange,
    AttentionPoint,
    Axis,
    AxisTheme,
    CitedOperation,
    CommunicationClause,
    Contract,
    ContractParty,
    ContractPiece,
    ContractSettings,
    Crossing,
    MutualCommitment,
    PerimeterCommune,
    SignedCopy,
    Signing,
    SigningParty,
    StrategicFrame,
    TargetPublic,
)
from beffroi.contracts.rules import SIGNED
from beffroi.core.seals.models import Seal
from beffroi.core.seals.rows import Content, children_of, row_of, rows_of
from beffroi.drafting.models import SignOff, Version
from beffroi.files.models import PieceVersion

CONTRACT, AMENDMENT, SIGNED_COPY = "contract", "amendment", "signed_copy"
# What goes on living once a contract is signed.
LIVING = ("state", "is_shown_publicly")
# Where a file lies, and what the antivirus finds of it later.
OUTSIDE = ("stored", "scan", "scanned_at", "scan_finding")
OF_CONTRACT: tuple[type[models.Model], ...] = (
    ContractParty, Axis, MutualCommitment, TargetPublic, AttentionPoint, CommunicationClause, CitedOperation,
    PerimeterCommune, ContractSettings, ContractPiece,
)  # fmt: skip
OF_AXIS: tuple[type[models.Model], ...] = (AxisTheme, Crossing)
OF_AMENDMENT: tuple[type[models.Model], ...] = (AmendmentChange, AmendmentApproval)
Rows = Mapping[int, list[Content]]


def contract_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of contracts, with the frames that they cross and their signature."""
    rows = rows_of(Contract, ids, LIVING)
    found: dict[str, Rows] = {_name(model): children_of(model, "contract_id", ids) for model in OF_CONTRACT}
    found |= _of_axes(found[_name(Axis)])
    children: dict[str, Rows] = {name: _originals(rows) for name, rows in found.items()}
    children |= _frames(ids)
    children |= _signed(children_of(Signing, "contract_id", ids, amendment__isnull=True))
    texts = _texts({row["text_id"] for row in rows.values()} - {None})
    signed = _signed_amendments(ids)
    return {
        pk: {
            "contract": row,
            **_belonging(children, pk),
            **texts.get(row["text_id"], {}),
            **_strays(_belonging(found, pk), signed.get(pk, set())),
        }
        for pk, row in rows.items()
    }


def amendment_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of amendments, each bound to the seal of its contract."""
    rows = rows_of(Amendment, ids)
    children: dict[str, Rows] = {
        _name(model): children_of(model, "amendment_id", ids) for model in OF_AMENDMENT
    }
    children |= _signed(children_of(Signing, "amendment_id", ids))
    seals = _seals({row["contract_id"] for row in rows.values()})
    diverging = divergences(Amendment.objects.filter(pk__in=rows).prefetch_related("changes"))
    return {
        pk: {
            "amendment": row,
            "contract_sha256": seals.get(row["contract_id"], ""),
            **_belonging(children, pk),
            **diverging[pk],
        }
        for pk, row in rows.items()
    }


def copy_contents(ids: Sequence[int]) -> dict[int, Content]:
    """Give the contents of signed copies: the file by its fingerprint, bound to the seal of the act."""
    rows = rows_of(SignedCopy, ids)
    signings = Signing.objects.in_bulk({row["signing_id"] for row in rows.values()})
    versions = rows_of(PieceVersion, {row["version_id"] for row in rows.values()}, OUTSIDE)
    acts = {(one.contract_id, one.amendment_id) for one in signings.values()}
    contracts = _seals({contract for contract, _ in acts})
    amendments = _seals({amendment for _, amendment in acts if amendment}, AMENDMENT, Amendment)
    return {
        pk: {
            "copy": row,
            "version": versions.get(row["version_id"], {}),
            "act_sha256": amendments.get(signing.amendment_id, "")
            if signing.amendment_id
            else contracts.get(signing.contract_id, ""),
        }
        for pk, row in rows.items()
        for signing in [signings[row["signing_id"]]]
    }


def sealed_copies() -> list[int]:
    """Number the signed copies: each has its seal."""
    return list(SignedCopy.objects.values_list("pk", flat=True))


def sealed_contracts() -> list[int]:
    """Number the contracts that say that they are signed."""
    return list(Contract.objects.filter(state__in=SIGNED).values_list("pk", flat=True))


def sealed_amendments() -> list[int]:
    """Number the amendments that say that they are signed."""
    return list(Amendment.objects.signed().values_list("pk", flat=True))


def _name(model: type[models.Model]) -> str:
    return str(model._meta.model_name)


def _belonging(children: Mapping[str, Rows], pk: int) -> Content:
    return {name: found.get(pk, []) for name, found in children.items()}


def _originals(rows: Rows) -> Rows:
    """What was signed with the contract: what amendments added is told by their own seals."""
    return {
        pk: [
            {name: value for name, value in one.items() if name not in ORIGIN}
            for one in some
            if one.get("added_by_id") is None
        ]
        for pk, some in rows.items()
    }


def _strays(children: Content, signed: set[int]) -> Content:
    """What was put in the tables of a contract as if an amendment added it; nothing, unless by hand."""
    told: Content = {}
    for model, target in TARGETS.items():
        added = [one for one in children[_name(model)] if one["added_by_id"] is not None]
        told |= strays(added, target, signed)
    return told


def _signed_amendments(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    signed = Amendment.objects.signed().filter(contract__in=ids)
    for contract, amendment in signed.values_list("contract_id", "pk"):
        found.setdefault(contract, set()).add(amendment)
    return found


def _of_axes(axes: Rows) -> dict[str, Rows]:
    """The rows under the axes, told by contract."""
    contract_of = {one["id"]: pk for pk, rows in axes.items() for one in rows}
    return {
        _name(model): _regrouped(children_of(model, "axis_id", list(contract_of)), contract_of)
        for model in OF_AXIS
    }


def _regrouped(rows: Rows, parent_of: Mapping[int, int]) -> dict[int, list[Content]]:
    found: dict[int, list[Content]] = {}
    for key in sorted(rows):
        found.setdefault(parent_of[key], []).extend(rows[key])
    return found


def _frames(ids: Sequence[int]) -> dict[str, Rows]:
    """The frames that each contract crosses, in the version it names, with their ambitions."""
    links = StrategicFrame.contracts.through._default_manager.filter(contract__in=ids)
    pairs = sorted(links.values_list("contract_id", "strategicframe_id"))
    frames = rows_of(StrategicFrame, {frame for _, frame in pairs})
    ambitions = children_of(Ambition, "frame_id", list(frames))
    return {
        _name(StrategicFrame): _by_contract(pairs, {pk: [row] for pk, row in frames.items()}),
        _name(Ambition): _by_contract(pairs, ambitions),
    }


def _by_contract(pairs: Iterable[tuple[int, int]], rows: Rows) -> Rows:
    found: dict[int, list[Content]] = {}
    for contract, frame in pairs:
        found.setdefault(contract, []).extend(rows.get(frame, []))
    return found


def _texts(ids: set[int]) -> dict[int | None, Content]:
    """The latest version of each text, and who agreed to it; a contract written elsewhere has none."""
    later = Version.objects.filter(text=OuterRef("text"), number__gt=OuterRef("number"))
    versions = {one.text_id: one for one in Version.objects.filter(~Exists(later), text__in=ids)}
    agreed = children_of(SignOff, "text_id", ids, voided_at__isnull=True)
    return {pk: {"version": row_of(one), "signoff": agreed.get(pk, [])} for pk, one in versions.items()}


def _signed(signings: Rows) -> dict[str, Rows]:
    """The signatures of some acts, and those who signed."""
    act_of = {one["id"]: pk for pk, rows in signings.items() for one in rows}
    parties = children_of(SigningParty, "signing_id", list(act_of))
    return {_name(Signing): signings, _name(SigningParty): _regrouped(parties, act_of)}


def _seals(ids: set[int], kind: str = CONTRACT, model: type[models.Model] = Contract) -> dict[int, str]:
    found = Seal.objects.filter(kind=kind, object_type=model._meta.label_lower, object_id__in=ids)
    return dict(found.values_list("object_id", "sha256"))
