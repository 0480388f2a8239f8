"""Running over a corpus: finding files, cleaning them in processes, writing what came out."""

from seedclean.run.batches import clean_batch

__all__ = ["clean_batch"]
