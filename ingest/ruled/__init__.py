"""Printed PDF pages: ruling lines and characters become tables and lines, joined over pages."""
