"""What forms, imports and commands hand to actions: plain frozen values."""

from dataclasses import dataclass

from beffroi.contracts.models import Axis, Contract
from beffroi.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class NewOperation:
    """An idea: whose it is, under which contract, in which axis."""

    contract: Contract
    owner: Organisation
    title: str
    axis: Axis
    summary: str = ""
    description: str = ""
