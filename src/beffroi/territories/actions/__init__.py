"""Changes of state of the territories; each is one transaction and can be run again."""
