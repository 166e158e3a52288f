"""Tables, text, marked reports, a page to send, plots.  The only place that knows pandas."""
