"""The command line: a file per command, a folder per group.

Django and what stands on it is imported inside the commands: `dateline --help` answers at once, and a mistyped option
is told before a database is touched.
"""
