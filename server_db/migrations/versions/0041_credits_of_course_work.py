"""Course work has no credits beside those of its subject, one SQL file a schema."""

from pathlib import Path

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

FOLDER = Path(__file__).with_suffix("")
SCHEMAS = ["grades"]


def upgrade() -> None:
    for schema in SCHEMAS:
        script = (FOLDER / f"{schema}.sql").read_text(encoding="utf-8")
        # Straight to the driver: a percent sign in a constraint is no placeholder.
        op.get_bind().connection.driver_connection.execute(script)
