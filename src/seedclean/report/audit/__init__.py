"""The audit: what was done to a corpus, as one page to look at and to judge."""
