"""Where the workspace plugs into the contexts below, once their models are there."""

from beffroi.organisations.home import HomePart, register_home
from beffroi.workspace.todo import todo_of


def wire() -> None:
    """Put the to-do list on the page where one arrives."""
    register_home(HomePart("workspace/todo.html", todo_of))
