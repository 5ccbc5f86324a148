"""What is computed from plain values: no table, no clock."""
