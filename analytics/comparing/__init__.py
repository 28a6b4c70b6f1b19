"""Stored rows become tidy frames: staffing, execution, three public expenses, peers.

Every function takes a store and a Scope and returns a frame; every figure in a frame has its
printed sources in the frame that the module's `sources` returns (see comparing.sources).
"""
