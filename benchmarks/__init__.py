"""Benchmarks: commands that print what the workbench costs beside an alternative in the same run."""
