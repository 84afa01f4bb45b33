"""A policy of many times as many measures, made up from the real one for the bench: every check of the real one holds for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from site_src.builder.law.source import Complaints, read_source
from site_src.builder.law.tokens import tokens

_DIGITS = "零一二三四五六七八九"


def multiply(measures: Path, times: int) -> None:
    """Puts the made-up policy in the place of the one in that folder."""
    files = sorted(measures.glob("[0-9]*-*.yaml"))
    read = {file: _read(file) for file in files}
    policy = _read(measures / "policy.yaml")
    copied = {data["article"]: data for data in read.values() if data.get("benefits")}
    chapters = [chapter for chapter in policy["chapters"] if all(int(number) in map(int, copied) for number in chapter["articles"])]
    names = {name for data in copied.values() for name in _names(data)}
    articles, number = list(read.values()), len(read)
    for copy in range(2, times + 1):
        renamed = {name: f"{name}-{copy}" for name in names}
        numbers: dict[str, str] = {}
        for old, data in copied.items():
            number += 1
            numbers[old] = str(number)
            articles.append(_renumbered(_renamed(data, renamed), number, copy))
        for chapter in chapters:
            place = len(policy["chapters"]) + 1
            rest = chapter["heading"]["zh"].partition("、")[2]
            heading = {"zh": f"{_chinese(place)}、{rest}", "en": f"{place}. {chapter['heading']['en'].partition('. ')[2]}"}
            policy["chapters"].append({"number": str(place), "heading": heading, "articles": [numbers[old] for old in chapter["articles"]]})
    by_number = {data["article"]: data for data in articles}
    texts = [policy["title"]["zh"], policy["stage"]["zh"], *(clause["zh"] for clause in policy["preamble"]["clauses"])]
    counted = len(tokens("".join(clause["zh"] for clause in policy["preamble"]["clauses"])))
    for chapter in policy["chapters"]:
        counted += len(tokens(chapter["heading"]["zh"]))
        texts.append(chapter["heading"]["zh"])
        for text in (_text(by_number[old]) for old in chapter["articles"]):
            counted += len(tokens(text))
            texts.append(text)
    policy["numbers"] = str(counted)
    for file in files:
        file.unlink()
    for data in articles:
        _write(measures / f"{int(data['article']):03}-{data['slug']}.yaml", data)
    _write(measures / "policy.yaml", policy)
    (measures / "source.zh.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")


def _names(data: dict[str, Any]) -> Iterator[str]:
    """What may be given only once in the whole policy."""
    for record in (*data["benefits"], *data.get("readings", ()), *data.get("drafting", ())):
        yield record["id"]


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, names) for inner in value]
    return names.get(value, value)


def _renumbered(data: dict[str, Any], number: int, copy: int) -> dict[str, Any]:
    heading = {
        "zh": f"（{_chinese(number)}）{data['heading']['zh'].partition('）')[2]}",
        "en": f"({number}){data['heading']['en'].partition(')')[2]}",
    }
    data |= {"article": str(number), "slug": f"{data['slug']}-{copy}", "heading": heading}
    letter = chr(ord("A") + copy - 1)
    for named in (*(benefit["name"] for benefit in data["benefits"]), data["title"]):
        named |= {"zh": f"{named['zh']}{letter}", "en": f"{named['en']} {letter}"}
    return data


def _chinese(number: int) -> str:
    """The numeral as the headings of the law write it; without the zero of 一百零三, which they do not have."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    ten = f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十" if tens else ""
    return f"{f'{_DIGITS[hundreds]}百' if hundreds else ''}{ten}{_DIGITS[ones] if ones else ''}"


def _text(data: dict[str, Any]) -> str:
    return data["heading"]["zh"] + "".join(clause["zh"] for clause in data["clauses"])


def _read(file: Path) -> dict[str, Any]:
    complaints = Complaints()
    data: dict[str, Any] = read_source(file, complaints).data
    assert not complaints.found, complaints.found
    return data


def _write(file: Path, data: Any) -> None:
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=140), encoding="utf-8")
