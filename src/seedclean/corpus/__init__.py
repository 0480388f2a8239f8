"""Cleaning a corpus: discover the files, read records, clean one file, write it whole or not at all, report."""

from seedclean.corpus.batches import clean_batch

__all__ = ["clean_batch"]
