"""Prep documents into decks: file -> reader -> Document -> importer (chosen by content) -> Draft -> YAML."""
