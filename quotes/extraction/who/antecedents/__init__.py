"""Whom a pronoun or a description refers back to: candidates, features, a ranking."""
