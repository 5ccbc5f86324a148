"""What is typed about operations."""
