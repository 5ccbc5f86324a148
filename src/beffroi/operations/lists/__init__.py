"""Operations as a list, a board, a map and an export: the same set, asked for in the address."""
