"""How good and how fast seedclean is, measured on data that is not in this repository; see README.md."""
