"""A live blog as a text file, read back into its entries.

decode     bytes -> lines, or a refusal that names the line
scan       the tokens of the start of one line
clock      a time of day        zones   what a label says of its zone       days   a date
labels     a line -> the label that it may be
vote       which of those lines are this file's labels
order      oldest or newest first; the day of every label
moments    clock and day -> the moment, and where the label contradicts the zone
layout     the lines between labels -> paragraphs and headlines
read       all of it
"""

from dateline.wire.transcript.model import Caution, Entry, Transcript
from dateline.wire.transcript.read import read

__all__ = ["Caution", "Entry", "Transcript", "read"]
