"""Language: documents and paragraphs in languages that are not wanted."""
