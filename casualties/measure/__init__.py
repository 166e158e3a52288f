"""Found claims against those that a person annotated: how often each field is right, and what goes wrong."""
