"""What should be said of a matching before anybody relies on it."""

from calculator import catalogue
from calculator.batch import names
from calculator.batch.columns import Column, Matching
from calculator.batch.names import BENEFIT
from calculator.text import Text


def notices(matching: Matching) -> list[Text]:
    """Inputs that two columns claim, inputs that are needed and missing, columns that the chosen benefit does not ask for."""
    return [*_twice(matching), *_missing(matching), *_idle(matching)]


def _twice(matching: Matching) -> list[Text]:
    told = []
    for name in dict.fromkeys(column.role for column in matching.columns if column.role):
        columns = matching.places(name)
        if len(columns) == 1 or (name != BENEFIT and names.inputs()[name].type == "money-list" and not _same_item(columns)):
            continue
        heads = [column.head for column in columns]
        if name == BENEFIT:
            told.append(
                Text(
                    f"有{len(heads)}列都是事项（{'、'.join(heads)}），只看第一列。",
                    f"{len(heads)} columns name the benefit ({', '.join(heads)}); only the first is looked at.",
                )
            )
        else:
            label = names.inputs()[name].label
            told.append(
                Text(
                    f"有{len(heads)}列都对应“{label.zh}”（{'、'.join(heads)}）；同一行填了两列以上的，该行报错。",
                    f"{len(heads)} columns stand for “{label.en}” ({', '.join(heads)}); a row that fills more than one is an error.",
                )
            )
    return told


def _same_item(columns: list[Column]) -> bool:
    items = [column.item for column in columns if column.item is not None]
    return len(items) != len(set(items))


def _missing(matching: Matching) -> list[Text]:
    if matching.benefit is None or matching.benefit_place is not None:
        return []
    benefit = catalogue.benefit(matching.benefit)
    roles = {column.role for column in matching.columns}
    labels = [field.label for field in benefit.inputs if field.required and field.name not in roles]
    if benefit.group and not roles & set(benefit.group):
        labels = [benefit.fields[name].label for name in benefit.group]
    if not labels:
        return []
    return [
        Text(
            f"没有找到必填内容的列：{'、'.join(label.zh for label in labels)}。",
            f"No column was found for what is required: {'; '.join(label.en for label in labels)}.",
        )
    ]


def _idle(matching: Matching) -> list[Text]:
    if matching.benefit is None or matching.benefit_place is not None:
        return []
    fields = catalogue.benefit(matching.benefit).fields
    heads = [column.head for column in matching.columns if column.role and column.role not in fields]
    if not heads:
        return []
    return [
        Text(
            f"本事项不填写这些列的内容，它们没有用于计算：{'、'.join(heads)}。",
            f"This benefit does not ask for these columns; they were not used: {', '.join(heads)}.",
        )
    ]
