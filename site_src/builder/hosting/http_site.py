"""A small file server for the built site: for `make serve`, and for tests that need it to misbehave."""

import mimetypes
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from site_src.builder.hosting.policy_headers import headers_for, strict_policy

_TYPES = {".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml"}
_HASH = re.compile(r"-[0-9a-f]{12}(?=\.)")  # in a file's name
_ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the better one first


@dataclass(slots=True, kw_only=True)
class Fault:
    """What to do instead of sending a file as it is."""

    status: int = 200
    content_type: str | None = None
    body: bytes | None = None
    hang: float = 0  # seconds of silence before the answer
    cut: bool = False  # breaks off in the middle
    plain: bool = False  # not compressed, whatever the browser takes


@dataclass(slots=True)
class Line:
    """A line of limited speed that all connections share, with a delay before each answer."""

    bytes_per_second: float
    delay: float = 0  # seconds
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _free: float = 0  # when the line has sent what it has taken

    def send(self, body: bytes, write: Callable[[bytes], object]) -> None:
        for start in range(0, len(body), 16_384):
            piece = body[start : start + 16_384]
            with self._turn:
                self._free = max(self._free, time.perf_counter()) + len(piece) / self.bytes_per_second
                until = self._free
            time.sleep(max(0, until - time.perf_counter()))
            write(piece)


@dataclass(slots=True)
class SiteServer:
    """Serves a folder at 127.0.0.1 while its `with` block runs.

    `prefix` such as "/some/where" serves the site from below that path and nothing outside it. `faults` maps the end of a
    path, with or without the hash in it, to what goes wrong there; it, `headers`, `policy`, `compress` and `line` may be
    changed while it runs. `requests` keeps the paths asked for, relative to the prefix, in order, and `sent` the bytes of bodies
    sent for each. `extra` holds files that the folder has not, by path.
    """

    folder: Path
    prefix: str = ""
    port: int = 0  # 0: any that is free
    compress: bool = True  # send the .br and .gz siblings
    policy: str | None = None  # Content-Security-Policy; None: the strict one, as the site needs it
    line: "Line | None" = None  # a slow one; None: as fast as it goes
    headers: dict[str, str] = field(default_factory=dict)  # added to, or put in the place of, the usual ones
    faults: dict[str, Fault] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)
    extra: dict[str, bytes] = field(default_factory=dict)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self.prefix = "/" + self.prefix.strip("/") if self.prefix.strip("/") else ""
        if self.policy is None:
            self.renew_policy()
        handler = type("Handler", (_Handler,), {"site": self})
        self._server = _Server(("127.0.0.1", self.port), handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        """The site's root, with a slash at its end."""
        assert self._server is not None, "the server runs inside its with block"
        return f"http://127.0.0.1:{self._server.server_port}{self.prefix}/"

    def renew_policy(self) -> None:
        """Reads the hashes of what stands inside the pages anew, as after a build."""
        self.policy = strict_policy(self.folder)

    def fault_of(self, path: str) -> Fault:
        paths = (path, _HASH.sub("", path))
        return next((fault for end, fault in self.faults.items() if any(one.endswith(end) for one in paths)), Fault())


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection is no error; anything else is told as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    site: SiteServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "site", ""

    def do_GET(self) -> None:
        site = self.site
        whole = unquote(urlsplit(self.path).path)
        if not whole.startswith(site.prefix + "/"):
            return self._send(404, b"outside the site", {"Content-Type": "text/plain"})
        path = whole.removeprefix(site.prefix + "/")
        site.requests.append(path)
        fault = site.fault_of(path)
        time.sleep(fault.hang + (site.line.delay if site.line else 0))
        file = (site.folder / path).resolve()
        if not file.is_relative_to(site.folder.resolve()):
            return self._send(404, b"outside the site", {"Content-Type": "text/plain"})
        if file.is_dir():
            if path and not path.endswith("/"):
                return self._send(301, b"", {"Location": f"{site.prefix}/{path}/"})
            file /= "index.html"
        status = fault.status
        found = path in site.extra or file.is_file()
        if status == 404 or not found:
            status, file = 404, site.folder / "404.html"
        body, encoding = self._body(file, compress=site.compress and not fault.plain)
        if fault.body is not None or (status == 200 and path in site.extra):
            body, encoding = fault.body or site.extra[path], {}
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("xml", "json")) else ""
        headers = {"Content-Type": fault.content_type or kind} | encoding | headers_for(path, site.policy or "", status)
        self._send(status, body, headers | site.headers, cut=fault.cut)

    do_HEAD = do_GET

    def _body(self, file: Path, *, compress: bool) -> tuple[bytes, dict[str, str]]:
        """The file's bytes, or its best sibling's that the browser takes."""
        accepted = {word.split(";")[0].strip() for word in self.headers.get("Accept-Encoding", "").split(",")}
        for name, suffix in _ENCODINGS.items() if compress else ():
            sibling = file.with_name(file.name + suffix)
            if name in accepted and sibling.is_file() and sibling.stat().st_mtime_ns >= file.stat().st_mtime_ns:
                return sibling.read_bytes(), {"Content-Encoding": name, "Vary": "Accept-Encoding"}
        return (file.read_bytes() if file.is_file() else b"not found"), {"Vary": "Accept-Encoding"}

    def _send(self, status: int, body: bytes, headers: Mapping[str, str], *, cut: bool = False) -> None:
        try:
            self.send_response(HTTPStatus(status))
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                body = body[: len(body) // 2] if cut else body
                if self.site.line:
                    self.site.line.send(body, self._write)
                else:
                    self._write(body)
            self.close_connection = self.close_connection or cut
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser has gone elsewhere

    def _write(self, piece: bytes) -> None:
        self.wfile.write(piece)
        self.site.sent[unquote(urlsplit(self.path).path).removeprefix(self.site.prefix + "/")] += len(piece)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the build's own words matter more."""
