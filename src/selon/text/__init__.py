"""Laying out a text: normal form, blocks, sentences, tokens, quotations, times."""
