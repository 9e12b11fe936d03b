"""A blog's facts as its page at the desk shows them: by person, by subject, in time."""
