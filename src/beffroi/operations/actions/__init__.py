"""What changes an operation: one road for each change."""
