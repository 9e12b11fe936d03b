"""The copy desk measured: an invented development set with its annotations, and the score on it."""
