"""What the figures mean: one file a subject, plain functions of texts."""
