"""The command line: one file a command. The only part of the package that reads or writes anything outside it, or has a clock."""

import argparse
import sys

from calculator import catalogue, export
from calculator.commandline import batch, computing, inverting, listing, planning
from calculator.commandline.files import FileTrouble
from calculator.commandline.saying import ANSWERED, INTERRUPTED, UNUSABLE, refuse
from calculator.problems import Problems

_COMMANDS = (listing.add_list, listing.add_show, computing.add, inverting.add, planning.add, batch.add_batch, batch.add_template)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and answers the exit status of the contract."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if rest:  # name=value after an option: argparse leaves these over
        if options.command not in ("compute", "invert") or any(word.startswith("-") for word in rest):
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        options.inputs += rest
    try:
        return int(options.run(options, parser))
    except Problems as error:
        return refuse(error, options)
    except (catalogue.RulesMissing, export.ExtraMissing) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except FileTrouble as error:
        print(error.message[options.lang], file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print({"zh": "已中断，没有写入文件。", "en": "Stopped; no file was written."}[options.lang], file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away: nothing more to say to anybody
        return ANSWERED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m calculator", description="Works out what each benefit would pay. 逐项计算可得资助。")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in _COMMANDS:
        command = add(commands)
        command.add_argument("--lang", choices=("zh", "en"), default="zh")
        command.add_argument("--json", action="store_true")
    return parser
