"""Territorial contracts: parties, frames, axes, mutual commitments, and the road to the signature."""

from importlib import import_module

from django.apps import AppConfig

from beffroi.core.journal.verbs import register_verbs


class ContractsConfig(AppConfig):
    name = "beffroi.contracts"
    label = "contracts"
    verbose_name = "contrats"

    def ready(self) -> None:
        """Give the journal the words of what is done to contracts."""
        register_verbs(
            {
                "contract.created": "a créé le contrat",
                "contract.party_added": "a inscrit une partie au contrat",
                "contract.filled": "a écrit le contenu du contrat",
                "contract.moved": "a fait avancer le contrat",
                "contract.approved": "a rattaché un vote au contrat",
                "contract.shown": "a rendu public le projet de contrat",
                "contract.signed": "a enregistré la signature du contrat",
                "frame.recorded": "a enregistré le cadre stratégique",
            }
        )
        import_module("beffroi.contracts.wiring").wire()
