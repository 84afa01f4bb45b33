"""The rules of the house: what may import what, how long a file is, what must stand beside what, and what must stand nowhere."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator import catalogue

ROOT = Path(__file__).resolve().parents[1]
TRACKED = [
    ROOT / name
    for name in subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    if name and (ROOT / name).is_file()
]
CALCULATOR = [path for path in TRACKED if path.is_relative_to(ROOT / "calculator") and path.suffix == ".py"]
PYTHON = [path for path in TRACKED if path.suffix == ".py"]
OURS = [path for path in PYTHON if not path.is_relative_to(ROOT / "tests")]  # what is built and shipped
CODE = [path for path in TRACKED if path.suffix in (".py", ".js", ".mjs", ".ts", ".j2", ".html", ".css")]
DOOR = (ROOT / "calculator" / "__main__.py", ROOT / "calculator" / "commandline")
# loaded only when a workbook is asked for; what reads and writes them is an extra of the wheel
WORKBOOKS = (ROOT / "calculator" / "export" / "xlsx", ROOT / "calculator" / "batch" / "xlsx")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules imported anywhere in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            exact = node.module == "math" and {alias.name for alias in node.names} <= {"ceil", "floor", "gcd", "lcm", "isqrt"}
            in_memory = node.module == "io" and {alias.name for alias in node.names} == {"BytesIO"}
            a_day = node.module == "datetime" and {alias.name for alias in node.names} <= {"date", "datetime"}  # as it was given
            yield "fractions" if exact or in_memory or a_day else str(node.module)


def called(tree: ast.Module) -> Iterator[str]:
    return (node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))


@pytest.mark.parametrize("path", CALCULATOR, ids=name_of)
def test_the_calculator_needs_the_standard_library_and_itself_alone(path: Path) -> None:
    for module in imported(tree_of(path)):
        top = module.split(".")[0]
        extra = any(map(path.is_relative_to, WORKBOOKS)) and top in ("openpyxl", "xlsxwriter")
        assert top == "calculator" or top in sys.stdlib_module_names or extra, module


@pytest.mark.parametrize("path", [path for path in CALCULATOR if not any(map(path.is_relative_to, DOOR))], ids=name_of)
def test_the_calculator_touches_nothing_outside_itself(path: Path) -> None:
    """No file, no clock, no network, no chance: the same question has the same answer everywhere."""
    outside = {"os", "sys", "io", "pathlib", "shutil", "tempfile", "time", "datetime", "random", "secrets", "socket", "urllib", "http"}
    outside |= {"subprocess", "threading", "locale", "statistics", "math"}
    assert not outside & {module.split(".")[0] for module in imported(tree_of(path))}
    assert not {"open", "print", "input", "eval", "exec", "__import__"} & set(called(tree_of(path)))
    assert not {"today", "now", "utcnow"} & {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", CALCULATOR, ids=name_of)
def test_no_sum_passes_through_a_binary_float(path: Path) -> None:
    tree = tree_of(path)
    assert not {"float", "round", "complex"} & set(called(tree))
    floats = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not floats, f"{floats}"


@pytest.mark.parametrize("path", [path for path in CODE if not path.is_relative_to(ROOT / "tests")], ids=name_of)
def test_no_benefit_is_named_in_code(path: Path) -> None:
    """An odd rule means a new kind of step, not an `if` for one benefit."""
    text = path.read_text(encoding="utf-8")
    named = [id for id in catalogue.ids() if re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text)]
    assert not named, f"{named}"


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_a_file_of_code_has_at_most_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), "no docstring"


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_every_public_function_and_class_says_what_it_is(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    public = [node for node in tree_of(path).body if isinstance(node, kinds) and not node.name.startswith("_")]
    silent = [node.name for node in public if not ast.get_docstring(node)]
    assert not silent, f"no docstring: {silent}"


@pytest.mark.parametrize("path", [path for path in TRACKED if path.suffix in (".js", ".mjs")], ids=name_of)
def test_every_script_says_what_it_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(("//", "/*")), "no comment at its head"


PAGES = ROOT / "site_src" / "pages"
BOTH = sorted({path.relative_to(PAGES / lang) for lang in ("zh", "en") for path in (PAGES / lang).rglob("*") if path.is_file()})


@pytest.mark.parametrize("page", BOTH, ids=str)
def test_every_page_stands_in_both_languages_with_the_same_anchors(page: Path) -> None:
    zh, en = (PAGES / lang / page for lang in ("zh", "en"))
    assert zh.exists() and en.exists(), f"{page} has no twin"
    anchors = [re.findall(r"^#+ .*?\{: *#([\w-]+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE) for path in (zh, en)]
    assert anchors[0] == anchors[1]
    headings = [len(re.findall(r"^#+ ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)) for path in (zh, en)]
    assert headings == [len(anchors[0])] * 2, "a heading without an anchor of its own gets another one in each language"


def test_every_document_has_its_twin() -> None:
    names = {name_of(path) for path in TRACKED}
    decisions = {name for name in names if name.startswith("site_src/decisions/")}
    missing = {re.sub(r"\.zh\.md$", ".en.md", name) for name in decisions if name.endswith(".zh.md")} ^ {
        name for name in decisions if name.endswith(".en.md")
    }
    assert not missing, f"without a twin: {sorted(missing)}"
    assert {"README.md", "README.zh.md"} <= names


# Written apart, so that this file does not hold what it looks for.
ELSEWHERE = re.compile(
    "|".join(
        (
            "py" + r"pi\.org",
            "python" + "hosted",
            r"registry\." + "npm",
            "npm" + "mirror",
            r"mirrors?\.\w+\.(?:com|cn|org)",
            "index-" + "url ?=",
        )
    )
)
MACHINE = re.compile(r"(?<![\w.{}<])/(?:" + "|".join(("ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk")) + r")/\w")


@pytest.mark.parametrize("path", TRACKED, ids=name_of)
def test_no_file_names_a_registry_or_a_place_on_one_machine(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        assert path.suffix in (".png", ".ico", ".woff2", ".webp", ".jpg"), f"{name_of(path)} is no text"
        return
    for pattern in (ELSEWHERE, MACHINE):
        found = pattern.search(text)
        assert found is None, f"{name_of(path)}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"


def test_generated_files_are_not_kept() -> None:
    names = {name_of(path) for path in TRACKED}
    assert not [name for name in names if name.startswith("calculator/_rules")]
    assert not [name for name in names if name.startswith(("site/", "build/", "dist/", "node_modules/", ".venv/"))]
