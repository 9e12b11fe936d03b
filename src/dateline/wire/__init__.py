"""Wire: what comes from partners and goes to them, a file or folder per format."""
