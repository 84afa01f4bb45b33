"""`python -m calculator`."""

import sys

from calculator.commandline import main

if __name__ == "__main__":
    sys.exit(main())
