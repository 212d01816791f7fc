"""How millimetres become points."""

POINTS_PER_MM = 72 / 25.4
