"""Findings from stored rows: one module a family of rules."""
