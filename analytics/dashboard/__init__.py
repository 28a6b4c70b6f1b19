"""The workbench in the browser: a page asks comparing or findings, and shows what charts draws."""

import pandas as pd

# Answers are of a few hundred rows that are looked at one by one, which takes ten times as long
# where pandas keeps strings in Arrow's buffers.
pd.options.mode.string_storage = "python"
