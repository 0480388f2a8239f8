"""Clean texts of many genres and languages, and what pages and corpora put around them. All of it is made up."""
