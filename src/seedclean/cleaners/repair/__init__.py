"""Repair: characters and line ends that were damaged on the way here."""
