"""Run the migrations on the connection that is handed in."""

from alembic import context

from pipeline.database.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
