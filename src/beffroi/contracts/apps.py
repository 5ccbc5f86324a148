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
                "contract.edited": "a modifié le projet de contrat",
                "contract.row_added": "a ajouté une ligne au projet de contrat",
                "contract.row_moved": "a déplacé une ligne du projet de contrat",
                "contract.row_removed": "a retiré une ligne du projet de contrat",
                "contract.settings_changed": "a changé les réglages du contrat",
                "contract.perimeter_taken": "a repris les communes de l’intercommunalité",
                "contract.frames_chosen": "a choisi les cadres croisés par le contrat",
                "contract.crossed": "a croisé une ambition et un axe",
                "contract.uncrossed": "a retiré un croisement",
                "contract.crossing_confirmed": "a confirmé un croisement",
                "contract.text_opened": "a ouvert le texte du contrat",
                "contract.sent_back": "a renvoyé le contrat en rédaction",
                "contract.begun_from_model": "a repris un modèle de contrat",
                "contract.model_made": "a fait un modèle de contrat",
                "frame.edited": "a modifié le cadre stratégique",
                "frame.version_made": "a ouvert une nouvelle version du cadre stratégique",
                "frame.recorded": "a enregistré le cadre stratégique",
            }
        )
        import_module("beffroi.contracts.wiring").wire()
        import_module("beffroi.contracts.archive").wire()
