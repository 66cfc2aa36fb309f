"""Language packs: tables of knowledge, one folder a language."""
