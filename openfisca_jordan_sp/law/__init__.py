"""Data about the law: instruments, pillars, units, programmes, coverage, and where each number comes from."""
