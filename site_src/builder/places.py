"""Where the build finds what it reads and puts what it keeps."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "site_src"  # templates, pages, words, scripts and styles
MEASURES = ROOT / "measures"
BUILD = ROOT / "build"  # kept from build to build, never published
NODE_MODULES = ROOT / "node_modules"
