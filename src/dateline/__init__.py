"""Dateline: live blogs for newsrooms, with every change on a record that anybody can verify."""

__version__ = "0.1.0"
