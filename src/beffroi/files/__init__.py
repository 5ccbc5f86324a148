"""Pieces: files that an organisation keeps, in numbered versions, looked at by an antivirus."""
