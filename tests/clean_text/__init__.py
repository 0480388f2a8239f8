"""Clean texts of many genres and languages, and what pages and corpora put around them: all made up."""
