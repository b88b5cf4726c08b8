"""What the guard leaves behind, numbers that are given, numbers that were looked for, and how much a document holds."""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SCRIPT = Path(__file__).with_suffix("") / "system.sql"


def upgrade() -> None:
    # Straight to the driver: a percent sign in a constraint is no placeholder.
    op.get_bind().connection.driver_connection.execute(SCRIPT.read_text(encoding="utf-8"))
