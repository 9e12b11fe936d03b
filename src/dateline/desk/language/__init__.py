"""The languages that the desk speaks: their catalogs, who is spoken to in which, and refusals put into them."""
