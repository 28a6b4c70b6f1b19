"""Benchmarks: commands that print what a thing costs, beside an alternative in the same run."""
