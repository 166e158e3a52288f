"""Tables, text, marked reports.  The only place that knows pandas."""
