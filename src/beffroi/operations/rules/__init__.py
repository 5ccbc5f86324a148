"""What operations compute: pure functions of plain values."""
