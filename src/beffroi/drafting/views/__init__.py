"""The pages of co-written texts."""
