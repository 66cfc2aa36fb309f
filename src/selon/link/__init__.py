"""Linking across documents: identity, same events, citations, independence, contradictions."""
