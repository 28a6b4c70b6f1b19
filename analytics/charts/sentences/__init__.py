"""What is to be seen in a chart: sentences computed from the figures drawn, the answer first.

A module a page; each function takes the frames that the page shows and a language.
"""
