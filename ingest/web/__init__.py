"""Web pages: from bytes to what a reader of the page sees, without the site around it."""
