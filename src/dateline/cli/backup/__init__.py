"""`dateline backup`, `restore` and `new-epoch`, and the shape of what the first two exchange."""
