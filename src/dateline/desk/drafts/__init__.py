"""Text that is not public: kept at the desk as it is written, in tables of the desk's own and never in a log."""
