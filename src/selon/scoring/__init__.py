"""Attributions scored against gold: pairing, the published modes of counting, labels, and what went wrong where."""
