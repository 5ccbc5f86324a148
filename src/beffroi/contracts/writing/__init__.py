"""The pages where both parties write a contract, its frames and its models."""
