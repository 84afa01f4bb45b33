"""Pyodide's script that starts the module, without what only libraries loaded later could ask for: the calculator has none.

Such a library could use any function of the module, and any of those in JavaScript that the module itself never imports: pictures, sound,
windows. So the script names them all, and each start reads half a megabyte of them. Here those names are taken out, and terser then
leaves out what nothing names any more.
"""

import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from site_src.builder.places import NODE_MODULES

# What the script says of each name in any case: `var _f=Module["_f"]=wasmExports["f"];`
STUB = re.compile(r'(?:var (?P<variable>\w+)=)?(?:Module\["(?P<property>\w+)"\]=)?wasmExports\["(?P<name>\w+)"\];')
_OFFERED = re.compile(r'(?<=[;}])Module\["(?P<name>\w+)"\]=\w+;')
_SIGNATURE = re.compile(r'(?<=[;}])(?P<function>\w+)\.sig="\w*";')
_GIVEN = re.compile(r"(?<=[ ;]wasmImports=\{)[^{}]*(?=\})")
# The module has a table of all functions of WebGL. For each function of JavaScript that it has the address of, a start makes a module.
_PICTURE = re.compile(r"emscripten_gl[A-Z]\w*")
_NO_PICTURE = "_noPicture"
_DEFINED = f'var {_NO_PICTURE}=()=>abort("There is nothing to draw on.");{_NO_PICTURE}.sig="v";'
_ALIAS = re.compile(r"(?<=[;} ])var (\w+)=(\w+);")
_EVAL = re.compile(r"(?<![\w.$])eval\(")
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_ASKED = re.compile(r"""\.(\w+)|"(\w+)"|'(\w+)'""")
_TERSER = ("--compress", "defaults=false,unused,dead_code,side_effects,passes=2")


def lean(script: str, others: str, imports: Collection[str], exports: Collection[str]) -> str:
    """The script for a module that imports and exports just these names. `others`: further scripts that may use it.

    Raises `ValueError` where the script is not made as Pyodide's is, and `subprocess.CalledProcessError` where terser cannot read it.
    """
    for known in (STUB, _OFFERED, _SIGNATURE, _GIVEN):
        if not known.search(script):
            raise ValueError(f"Pyodide's script has nothing like this any more: {known.pattern}")
    said = set(_WORD.findall(STUB.sub("", script) + others))

    def stub(found: re.Match[str]) -> str:
        if found["name"] in exports:
            return found[0]
        return f"var {found['variable']};" if found["variable"] in said else ""

    script = STUB.sub(stub, script)
    given = {name: _NO_PICTURE if _PICTURE.match(name) else variable for name, variable in _entries(script) if name in imports}
    script = _GIVEN.sub(",".join(map(":".join, given.items())), script)
    other = dict(_ALIAS.findall(script))
    signed = {*given.values(), *(other[name] for name in given.values() if name in other)}
    script = _SIGNATURE.sub(lambda found: found[0] if found["function"] in signed else "", script)
    asked = {name for names in _ASKED.findall(_OFFERED.sub("", script) + others) for name in names}
    script = _OFFERED.sub(lambda found: found[0] if found["name"] in asked else "", script)
    script = script.replace("var wasmImports={", _DEFINED + "var wasmImports={", 1)
    # Text is never run as code: the pages' policy forbids it. Said in this way, terser sees that it could not use local names.
    return _terser(_EVAL.sub("(0,eval)(", script))


def _entries(script: str) -> Iterator[tuple[str, str]]:
    """What the script gives to the module, and the name that it has in the script."""
    (given,) = _GIVEN.findall(script)
    for entry in given.split(","):
        name, _, said = entry.replace('"', "").partition(":")
        yield name.strip(), (said or name).strip()


def _terser(script: str) -> str:
    node, terser = Path(sys.executable).with_name("node"), NODE_MODULES / "terser" / "bin" / "terser"
    done = subprocess.run([node, terser, *_TERSER], input=script, check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout
