"""The pages of the workspace: sittings, acts, what happens to them, members."""
