"""The pages of accounts and organisations."""
