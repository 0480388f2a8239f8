"""Markdown: marks that mark nothing."""
