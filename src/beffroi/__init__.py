"""Beffroi: a French territorial contract, from the council's vote to the last proof."""
