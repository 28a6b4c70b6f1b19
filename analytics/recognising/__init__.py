"""Blocks become rows of the model: identity, statements, evaluations, indicators, prose."""
