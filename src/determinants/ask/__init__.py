"""Stored questions, what people call things, and the answers that people come for, as values."""
