"""Facts about Chinese text: pure functions, no files."""
