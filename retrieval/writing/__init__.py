"""What an answer may say: its sentences, its numbered evidence, its arithmetic, and their verification."""
