"""A person's file to plain grids: every format, nothing lost on the way, hostile files refused in one sentence."""
