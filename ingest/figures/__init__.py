"""Tables and sentences become Facts: what each printed figure is of."""
