"""The description of every rule, by subject."""
