"""The workbench in the browser: a page asks comparing or findings, and shows what charts draws."""
