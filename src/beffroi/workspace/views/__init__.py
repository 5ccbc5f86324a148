"""The pages of the workspace, by noun."""
