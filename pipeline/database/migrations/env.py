"""Run the migrations on the connection that is handed in."""

from alembic import context
from sqlalchemy import Connection, text

from pipeline.database.models import Base


def order_texts_by_code_points(connection: Connection) -> None:
    """Let PostgreSQL order our texts as SQLite does, whatever language the server was set up for."""
    quote = connection.dialect.identifier_preparer.quote
    texts = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND table_name = ANY(:tables)"
        " AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C'"
    )
    for table, column in connection.execute(texts, {"tables": list(Base.metadata.tables)}).all():
        alteration = f'ALTER TABLE {quote(table)} ALTER {quote(column)} TYPE varchar COLLATE "C"'
        connection.execute(text(alteration))


bound = context.config.attributes["connection"]
context.configure(connection=bound, target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
if bound.dialect.name == "postgresql":
    order_texts_by_code_points(bound)
