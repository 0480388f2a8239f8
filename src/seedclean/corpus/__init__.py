"""Cleaning a corpus: discover files, read records, clean a file, write it whole or not at all, report."""

from seedclean.corpus.batches import clean_batch

__all__ = ["clean_batch"]
