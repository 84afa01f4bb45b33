"""The three rules as the manual of OpenFisca writes them: parameters in files, variables of entities, formulas over vectors."""

from pathlib import Path

from openfisca_core.entities import build_entity
from openfisca_core.model_api import YEAR, Variable, min_
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

Project = build_entity(key="project", plural="projects", label="A project of an enterprise", is_person=True)
Enterprise = build_entity(
    key="enterprise",
    plural="enterprises",
    label="An enterprise with its projects",
    roles=[{"key": "project", "plural": "projects", "label": "Projects"}],
)


class annual_spend(Variable):
    value_type = float
    entity = Enterprise
    definition_period = YEAR
    label = "What was bought in the year, in yuan"


class funded_year(Variable):
    value_type = int
    entity = Enterprise
    definition_period = YEAR
    label = "Which year of funding it is"


class grant(Variable):
    value_type = float
    entity = Project
    definition_period = YEAR
    label = "The grant that the project received, in yuan"


class compute_voucher(Variable):
    value_type = float
    entity = Enterprise
    definition_period = YEAR
    label = "Compute voucher, in yuan"

    def formula(enterprise, period, parameters):
        law = parameters(period).compute_voucher
        funded = enterprise("funded_year", period) <= law.years
        return funded * min_(enterprise("annual_spend", period) * law.rate, law.ceiling)


class cloud_adoption(Variable):
    value_type = float
    entity = Enterprise
    definition_period = YEAR
    label = "Cloud adoption subsidy, in yuan"

    def formula(enterprise, period, parameters):
        law = parameters(period).cloud_adoption
        rate = law.rates.calc(enterprise("funded_year", period))
        return min_(enterprise("annual_spend", period) * rate, law.ceiling)


class project_matching_of_one(Variable):
    value_type = float
    entity = Project
    definition_period = YEAR
    label = "What one project is matched with, in yuan"

    def formula(project, period, parameters):
        law = parameters(period).project_matching
        return min_(project("grant", period) * law.rate, law.project_ceiling)


class project_matching(Variable):
    value_type = float
    entity = Enterprise
    definition_period = YEAR
    label = "What all projects are matched with, in yuan"

    def formula(enterprise, period, parameters):
        matched = enterprise.members("project_matching_of_one", period)
        return min_(enterprise.sum(matched), parameters(period).project_matching.enterprise_ceiling)


class Policy(TaxBenefitSystem):
    """The parameters of the folder beside this file, and the variables above."""

    def __init__(self) -> None:
        super().__init__([Project, Enterprise])
        self.load_parameters(str(Path(__file__).parent / "parameters"))
        self.add_variables(
            annual_spend, funded_year, grant, compute_voucher, cloud_adoption, project_matching_of_one, project_matching
        )  # fmt: skip
