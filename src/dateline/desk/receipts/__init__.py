"""Receipts: whether a correction or a retraction has arrived, measured where readers are and not assumed."""
