"""Works out, exactly, what each benefit of the policy would pay, and says why in Chinese and in English."""

from calculator.answer import Answer, Outcome
from calculator.benefit import Benefit
from calculator.evaluation import evaluate
from calculator.money import Money
from calculator.problems import Problem, Problems
from calculator.text import Text

__all__ = ["Answer", "Benefit", "Money", "Outcome", "Problem", "Problems", "Text", "evaluate"]
