"""Amendments: typed differences to a signed contract, and the contract that they make together."""
