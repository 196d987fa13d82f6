"""The search for passages: vectors, keywords, and how their rankings become one."""
