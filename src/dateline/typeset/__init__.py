"""Blog in, bytes out: pages, the fragments that change them, feeds. Pure: no clock, no I/O but its own files."""
