"""`python -m beffroi`: the same as the `beffroi` command."""

import sys

from beffroi.config.command import main

if __name__ == "__main__":
    sys.exit(main())
