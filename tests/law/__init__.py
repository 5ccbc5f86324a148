"""Tests of the legal arithmetic."""
