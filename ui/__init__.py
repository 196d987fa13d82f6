"""People and machines reach all of it: command line, web page, settings, wiring."""
