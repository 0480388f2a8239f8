"""Running over a corpus: finding files, cleaning them in processes, writing what came out."""
