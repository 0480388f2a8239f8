"""Line counts of sites: one pass over the corpus, and one store that all processes read."""
