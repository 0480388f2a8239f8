"""Adapters: seedclean as a step of other pipelines. Each module imports the library of its name."""
