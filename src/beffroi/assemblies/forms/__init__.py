"""What is typed by hand, one form for a page section."""
