"""A workbench for the fiscal disclosures of Chinese public bodies.

A disclosure goes one way through the packages below, and each imports only from those
before it: model, reading, recognising, reconciling, store, comparing and findings, charts,
exporting, dashboard and command line.
"""
