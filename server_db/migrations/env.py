"""What Alembic runs inside: the connection and the transaction of the installation that called it."""

from alembic import context

from server_db.install import OPTIONS

context.configure(connection=context.config.attributes["connection"], **OPTIONS)
context.run_migrations()
