"""Markdown: a view of a text without its marks, in which the rules look, and the way back to the text."""
