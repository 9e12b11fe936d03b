"""The desk's pages, a file per page or deed."""
