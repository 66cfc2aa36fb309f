"""Finders: one phenomenon, one file, one public function."""
