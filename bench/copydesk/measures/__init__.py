"""One kind of fact a file: `measure(case, report) -> Tally`, on the report's JSON."""
