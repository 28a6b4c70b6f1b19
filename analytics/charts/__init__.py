"""A tidy frame becomes one plotly figure: pure functions that know nothing of a store."""
