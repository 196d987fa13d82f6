"""Pictures of pages become characters and rules: what is printed on a scan, and how sure that is."""
