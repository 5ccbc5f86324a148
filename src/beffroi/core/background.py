"""Work that outlasts a page: a task is a function, enqueued with plain values, done by a worker (ADR 18)."""

from django_tasks import task

__all__ = ["task"]
