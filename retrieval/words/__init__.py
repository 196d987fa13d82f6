"""The words of the field: printed names, everyday names, and which of them mean the same."""
