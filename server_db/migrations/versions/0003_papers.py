"""Papers about any record: their kinds, the record and its unit frozen at registration."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SCRIPT = Path(__file__).with_suffix("") / "documents.sql"


def upgrade() -> None:
    # Straight to the driver: a percent sign in a constraint is no placeholder.
    op.get_bind().connection.driver_connection.execute(SCRIPT.read_text(encoding="utf-8"))
