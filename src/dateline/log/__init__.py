"""The append-only record: all changes of every blog, in order, gapless from 1. Nothing else touches its tables."""
