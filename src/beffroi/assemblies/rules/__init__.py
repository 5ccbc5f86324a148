"""The rules of sittings and acts, on plain values, with the day given."""
