"""The tests: each file says what it holds the project to; `browser/` drives the built site in a real browser."""
