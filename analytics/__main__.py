"""`python -m analytics`."""

import sys

try:
    from analytics.cli import main
except KeyboardInterrupt:
    sys.exit(130)

main()
