"""`python -m pipeline` does what the command `lantoa` does."""

import sys

from pipeline.cli import main

sys.exit(main())
