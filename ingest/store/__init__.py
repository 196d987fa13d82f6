"""What the library is made of: the lock, the files, the rows."""
