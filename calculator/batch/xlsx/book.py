"""What a workbook says before its rows: which sheets it has, the strings that they share, how the numbers of its cells are formatted."""

import warnings
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import Element, iterparse

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from calculator.batch.bounds import MOST_STRING_BYTES, MOST_STRINGS, too_many_strings
from calculator.batch.pieces import Gone
from calculator.batch.unusable import Unusable
from calculator.batch.xlsx.package import Metered, Package
from calculator.frozen import Frozen
from calculator.text import Text

_STRING, _TEXT, _RUN = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "t", "r"))


class Sheet(Frozen):
    """A sheet with rows. `part`: where they are in the package."""

    title: str
    part: str
    visible: bool


class Book:
    """`styles`: openpyxl's workbook, for the number formats of its cells. Raises `Unusable` for what is no workbook, or too large a one."""

    def __init__(self, file: BinaryIO):
        try:
            with warnings.catch_warnings(action="ignore"):  # of what openpyxl does not keep; nothing is kept here
                self._open(file)
        except (Unusable, Gone, MemoryError):
            raise
        except Exception as error:  # openpyxl raises whatever it stumbles over
            raise Unusable(BROKEN) from error

    def _open(self, file: BinaryIO) -> None:
        reader: Any = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        self.package = reader.archive = Package(file)
        reader.package = Manifest.from_tree(fromstring(self.package.read(ARC_CONTENT_TYPES)))
        reader.read_workbook()
        self.styles = reader.wb
        apply_stylesheet(self.package, self.styles)
        parts = set(self.package.namelist())
        self.sheets = [
            Sheet(title=sheet.name, part=link.target, visible=sheet.state == "visible")
            for sheet, link in reader.parser.find_sheets()
            if link.target in parts and "chartsheet" not in link.Type
        ]
        strings = reader.package.find(SHARED_STRINGS)
        self.strings: list[str] = []
        if strings is not None:
            name = strings.PartName[1:]
            if self.package.getinfo(name).file_size > MOST_STRING_BYTES:
                raise too_many_strings()
            with self.package.open(name) as part:
                self.strings = _strings(part)


def text_in(element: Element) -> str:
    """The text of a cell or a shared string: in one piece, or in runs of different looks; not how it is pronounced."""
    whole = element.findtext(_TEXT)
    return whole if whole is not None else "".join(run.findtext(_TEXT) or "" for run in element.iterfind(_RUN))


def _strings(part: IO[bytes]) -> list[str]:
    metered, root = Metered(part, too_many_strings), None
    found: list[str] = []
    for event, element in iterparse(metered, ("start", "end")):
        if event == "start":
            root = element if root is None else root
            metered.hold()
        elif element.tag == _STRING:
            found.append(text_in(element).replace("x005F_", ""))
            if len(found) > MOST_STRINGS:
                raise too_many_strings()
            if root is not None:
                root.clear()
            metered.let_go()
    return found


BROKEN = Text(
    "这不是可以读取的.xlsx工作簿：可能是别的文件改了扩展名，或者已经损坏。请在电子表格中打开，另存为.xlsx或CSV再试。",
    "This is no .xlsx workbook that can be read: another kind of file with its name changed, perhaps, or a damaged one. "
    "Open it in a spreadsheet, save it as .xlsx or CSV, try again.",
)
