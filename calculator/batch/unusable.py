"""A table that cannot be worked on at all; what is wrong with one row never gets that far."""

from calculator.text import Text


class Unusable(ValueError):
    """`message` says in both languages why, and what to do."""

    def __init__(self, message: Text):
        super().__init__(message.en)
        self.message = message
