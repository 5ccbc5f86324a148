"""The archive of all that an organisation owns: written by one instance, checked and imported by another."""
