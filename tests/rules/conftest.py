"""Makes the reader of glyph positions importable by the rule tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
