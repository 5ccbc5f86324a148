"""The public register: its list, its acts, their documents, and the verification of a document."""
