"""Translation: what machine translation leaves behind."""
