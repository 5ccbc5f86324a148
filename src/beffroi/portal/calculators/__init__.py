"""The law, computed on a page: one form for each rule of `beffroi.law.registry`."""
