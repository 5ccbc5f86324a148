"""What people fill in about operations, by noun."""
