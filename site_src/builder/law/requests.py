"""All examples of the measures as request lines: what the runtime is trimmed by and what every test runs."""

import json

from site_src.builder.law.policy import Policy


def example_requests(policy: Policy) -> str:
    """One JSON line for each example of each benefit, as `compute --jsonl` takes them; the id says which example it is."""
    lines = [
        json.dumps({"id": f"{benefit.id}/{number}", "benefit": benefit.id, "inputs": example.inputs}, ensure_ascii=False)
        for benefit in policy.benefits
        for number, example in enumerate(benefit.examples)
    ]
    return "\n".join(lines) + "\n"
