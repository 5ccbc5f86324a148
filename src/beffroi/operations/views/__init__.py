"""The pages of operations, by noun."""
