"""Claims in, findings out.  Nothing here knows how a claim came to be: found in a text or typed into a table."""
