"""What one article has to say to many benefits in the same words: conditions, of those whose applicants are of certain kinds, and what a
reading says where the figure is typed."""

from dataclasses import dataclass
from typing import Any

from calculator.inputs import condition_from
from calculator.record import Fields, RecordError
from site_src.builder.law.source import Complaints, Source


@dataclass(frozen=True)
class Asked:
    """One entry of `asks:`. `condition`: as a benefit's record has it, with its `question`; `note`: the reading that goes with it;
    `benefits`: the ids of those that it is asked of; `noted`: of those with the note, which includes the benefits whose clause itself
    asks the same question."""

    name: str
    note: str
    condition: dict[str, Any]
    article: int
    benefits: tuple[str, ...]
    noted: tuple[str, ...]


def _is_asked(kinds: frozenset[str], question: str, benefit: dict[str, Any]) -> bool:
    """Whether the benefit of this record is: whoever claims and is paid is of the kinds, and the clause itself does not ask the same
    question in words of its own."""
    payee = benefit.get("payee", {}).get("kind")
    return (
        benefit.get("calculator") == "yes"
        and not kinds.isdisjoint(benefit.get("applicants", []))
        and (payee is None or payee in kinds)
        and not _asks_itself(question, benefit)
    )


def _asks_itself(question: str, benefit: dict[str, Any]) -> bool:
    return question in [condition.get("question") for condition in benefit.get("conditions", [])]


def asked_in(articles: list[Source], complaints: Complaints) -> list[Asked]:
    """What the articles ask of benefits; what cannot be read has its complaint, and the rest goes on without it."""
    found = []
    for source in articles:
        try:
            for entry in Fields(source.data).each("asks"):
                condition, kinds = entry.fields("condition"), frozenset(entry.strings("kinds"))
                question = condition.string("question")
                benefits = [data for other in articles for data in other.data.get("benefits", [])]
                to_all = tuple(data["id"] for data in benefits if _is_asked(kinds, question, data))
                own = [data["id"] for data in benefits if data.get("calculator") == "yes" and _asks_itself(question, data)]
                one = Asked(
                    name=entry.string("name"),
                    note=entry.string("reading"),
                    condition=condition.data,
                    article=int(source.data["article"]),
                    benefits=to_all,
                    noted=tuple(data["id"] for data in benefits if data["id"] in {*to_all, *own}),
                )
                entry.end()
                condition_from(Fields({key: value for key, value in condition.data.items() if key != "question"}, condition.path))
                found.append(one)
        except RecordError as error:
            complaints.add_error(source, error)
    return found


def say_at_inputs(articles: list[Source], by_id: dict[str, dict[str, Any]]) -> None:
    """Adds to the hint of a benefit's first sum what a reading that concerns it says there (`at_input`)."""
    for reading in (one for source in articles for one in source.data.get("readings", []) if "at_input" in one):
        for data in (by_id[id] for id in reading.get("benefits", []) if id in by_id):
            typed = next((one for one in data.get("inputs", []) if one.get("type") in ("money", "money-list")), None)
            if typed is not None:
                hint, said = typed.get("hint"), reading["at_input"]
                typed["hint"] = {"zh": f"{hint['zh']}；{said['zh']}", "en": f"{hint['en']}. {said['en']}"} if hint else said
