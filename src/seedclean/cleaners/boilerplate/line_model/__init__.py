"""The line model: a small network that predicts the boilerplate of a page, and the rules around it.

`gate` says whether a text is a page, `model` predicts, `exceptions` keeps lines
that belong to the text, and `categories` names the rule that takes each line.
"""
