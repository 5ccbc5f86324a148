"""Where the workspace plugs into the contexts below, once their models are there."""

from beffroi.core.journal.verbs import register_verbs
from beffroi.organisations.home import HomePart, register_home
from beffroi.organisations.personal import PersonalPart, register_personal
from beffroi.workspace import verbs
from beffroi.workspace.personal import forget_workspace, workspace_data
from beffroi.workspace.todo import todo_of


def wire() -> None:
    """Put the to-do list on the page where one arrives; tell what is kept on people, and erase it."""
    register_verbs(verbs.VERBS)
    register_home(HomePart("workspace/todo.html", todo_of))
    register_personal(PersonalPart("courriels_et_calendrier", workspace_data, forget_workspace))
