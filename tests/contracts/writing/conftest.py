"""Pages are opened here as they are in the other tests of contracts."""

from contracts.views.conftest import page

__all__ = ["page"]
