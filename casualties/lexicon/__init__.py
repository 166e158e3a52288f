"""Words as data: one folder of TOML files per language.  See docs/lexicon.md for how to add one."""
