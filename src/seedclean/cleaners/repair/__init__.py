"""Repair: characters and line ends that were damaged on the way here."""

# The order in which the modules are imported is the order in which their rules run.
# Mojibake comes before what deletes characters: it needs every byte that is left.
# isort: off
from seedclean.cleaners.repair import lines, escapes, entities, tags, legacy_encoding, mojibake, unseen
# isort: on

__all__ = ["entities", "escapes", "legacy_encoding", "lines", "mojibake", "tags", "unseen"]
