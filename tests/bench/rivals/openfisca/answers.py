"""Answers the three rules with OpenFisca, one simulation an answer. First line in: the cases; line out: their amounts in yuan.

Each further line in: `way`, whether to `trace`, and `seconds` to go on for; line out: how many answers that gave, and in how many
seconds. `way` is `situation` (a test case as its manual describes it) or `arrays` (a default simulation whose inputs are set)."""

import json
import sys
import time

import numpy
from openfisca_core.simulations import SimulationBuilder
from system import Policy

PERIOD = "2026"
RULES = {"capped_rate": "compute_voucher", "ladder": "cloud_adoption", "capped_sum": "project_matching"}
policy = Policy()


def by_situation(case, trace):
    """From a test case with its entities by name."""
    grants = case.get("grants")
    projects = {str(number): {"grant": {PERIOD: grant}} for number, grant in enumerate(grants or (0,))}
    enterprise = {"projects": list(projects)}
    if grants is None:
        enterprise |= {"annual_spend": {PERIOD: case["spend"]}, "funded_year": {PERIOD: case["year"]}}
    simulation = SimulationBuilder().build_from_entities(policy, {"projects": projects, "enterprises": {"one": enterprise}})
    simulation.trace = trace
    return simulation.calculate(RULES[case["rule"]], PERIOD)


def by_arrays(case, trace):
    """From arrays of one element, or of three projects in one enterprise."""
    grants = case.get("grants")
    if grants is None:
        simulation = SimulationBuilder().build_default_simulation(policy, 1)
        simulation.set_input("annual_spend", PERIOD, numpy.array([case["spend"]]))
        simulation.set_input("funded_year", PERIOD, numpy.array([case["year"]]))
    else:
        builder = SimulationBuilder()
        builder.create_entities(policy)
        builder.declare_person_entity("project", range(len(grants)))
        enterprise = builder.declare_entity("enterprise", ["one"])
        builder.join_with_persons(enterprise, ["one"] * len(grants), roles=["project"] * len(grants))
        simulation = builder.build(policy)
        simulation.set_input("grant", PERIOD, numpy.array(grants))
    simulation.trace = trace
    return simulation.calculate(RULES[case["rule"]], PERIOD)


WAYS = {"situation": by_situation, "arrays": by_arrays}


def main():
    cases = json.loads(sys.stdin.readline())
    amounts = [[float(way(case, True)[0]) for case in cases] for way in WAYS.values()]
    assert amounts[0] == amounts[1], "the two ways of asking differ"
    print(json.dumps(amounts[0]), flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        way, trace, answers = WAYS[told["way"]], told["trace"], 0
        start = now = time.perf_counter()
        while now - start < told["seconds"]:
            for case in cases:
                way(case, trace)
            answers += len(cases)
            now = time.perf_counter()
        print(json.dumps({"answers": answers, "seconds": now - start}), flush=True)


main()
