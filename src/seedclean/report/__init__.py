"""Reports: what was done to a corpus, for people to read. All of them are views of the edits."""
