"""Figures and frames become files."""
