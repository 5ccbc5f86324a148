"""Ideas that come from a spreadsheet: read, shown with every cell that is refused, confirmed, proposed."""
