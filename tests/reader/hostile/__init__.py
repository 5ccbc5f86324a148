"""Recipes of hostile files, made at test time: none is kept in the repository."""
