"""What the guard of the server leaves behind: that it is at work, and whom it ended why."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

SCRIPT = Path(__file__).with_suffix("") / "system.sql"


def upgrade() -> None:
    # Straight to the driver: a percent sign in a constraint is no placeholder.
    op.get_bind().connection.driver_connection.execute(SCRIPT.read_text(encoding="utf-8"))
