"""Speakers, statements and readers' words, across articles: docs/linking.md."""
