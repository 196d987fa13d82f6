"""What a document prints, before anything is asked: its passages, projects and sentences."""
