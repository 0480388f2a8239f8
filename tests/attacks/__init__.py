"""Attacks on the library: each draws hostile input for as long as it is given time, and says what broke."""
