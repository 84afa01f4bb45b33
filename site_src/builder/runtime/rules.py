"""The rules as archives that visitors download: a page names those of the benefits that it shows, and fetches no others.

    site/runtime/rules-<hash>.zip         what belongs to the whole policy: every page with a calculator
    site/runtime/rules-index-<hash>.zip   all benefits in brief: plans
    site/runtime/rules-02-<hash>.zip      the benefits of one article
    site/runtime/rules-all-<hash>.zip     all of it: tables, where any row may be about any benefit

Their names change with what they hold, and follow from the rules alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import MAGIC_NUMBER, source_hash
from marshal import dumps

from calculator import catalogue
from site_src.builder.archive import fingerprint, zipped
from site_src.builder.law.rules import GENERAL, GENERATED
from site_src.builder.runtime.bytecode import without_lines

_UNCHECKED = (0b01).to_bytes(4, "little")  # by the hash of a source that nothing looks for (PEP 552)
Files = Mapping[str, bytes]  # bytecode by name: `calculator/_rules/__init__.pyc`


@dataclass(frozen=True, slots=True)
class RuleArchives:
    """The archives by their names, such as `rules-1dfb10ea2485.zip`, and which one holds what."""

    archives: Mapping[str, bytes]
    general: str
    index: str
    whole: str
    articles: Mapping[int, str]

    def of(self, article: int) -> str:
        """What a calculator of that article needs, as pages name it: `rules-….zip:5120 rules-02-….zip:13829`."""
        return self._named(self.general, self.articles[article])

    @property
    def of_plans(self) -> str:
        """What every plan needs, beside the articles of its claims."""
        return self._named(self.general, self.index)

    @property
    def of_tables(self) -> str:
        """What a table needs."""
        return self._named(self.whole)

    def _named(self, *names: str) -> str:
        return " ".join(f"{name}:{len(self.archives[name])}" for name in names)


@cache  # the calculator, too, reads its rules once
def rule_archives() -> RuleArchives:
    """The archives of the rules that the calculator has (`calculator/_rules`)."""
    modules = compiled_rules()
    of_article: dict[int, list[str]] = {}
    for entry in catalogue.index().values():
        of_article.setdefault(entry.article, []).append(_path(catalogue.module_of(entry.id)))
    archives: dict[str, bytes] = {}

    def archive(kind: str, names: Iterable[str]) -> str:
        data = zipped({name: modules[name] for name in names})
        name = f"rules{kind}-{fingerprint(data)}.zip"
        archives[name] = data
        return name

    return RuleArchives(
        general=archive("", [_path(GENERAL)]),
        index=archive("-index", [_path(catalogue.INDEX)]),
        whole=archive("-all", modules),
        articles={article: archive(f"-{article:02}", names) for article, names in of_article.items()},
        archives=archives,
    )


def compiled_rules() -> Files:
    """The whole package as bytecode by its files' names."""
    return {_path(path.stem): _compiled(path.read_bytes(), _path(path.stem)) for path in sorted(GENERATED.glob("*.py"))}


def _path(module: str) -> str:
    return f"calculator/_rules/{module}.pyc"


def _compiled(source: bytes, path: str) -> bytes:
    code = compile(source, path.removesuffix("c"), "exec", dont_inherit=True)
    return MAGIC_NUMBER + _UNCHECKED + source_hash(source) + dumps(without_lines(code))
