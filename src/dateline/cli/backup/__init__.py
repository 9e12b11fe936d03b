"""`dateline backup` and `dateline restore`, and the shape of what they exchange."""
