"""What SQLAlchemy reflects, pandas reads, and both may not write, as JSON. Argument: the database's URL."""
import decimal
import json
import sys

import pandas
import sqlalchemy

engine = sqlalchemy.create_engine(sys.argv[1].replace("postgresql:", "postgresql+psycopg2:", 1))
inspector = sqlalchemy.inspect(engine)
tables, views = inspector.get_table_names(), inspector.get_view_names()


def columns(name):
    return [[column["name"], str(column["type"]), column["nullable"]] for column in inspector.get_columns(name)]


def foreign_keys(name):
    for key in inspector.get_foreign_keys(name):
        for own, other in zip(key["constrained_columns"], key["referred_columns"]):
            yield f"{name}.{own} → {key['referred_table']}.{other}"


def text(value):
    """A value as PostgreSQL writes it."""
    if isinstance(value, list):
        return "{" + ",".join(value) + "}"
    if pandas.isna(value):
        return None
    if isinstance(value, bool):
        return "t" if value else "f"
    return f"{value:f}" if isinstance(value, decimal.Decimal) else str(value)


def rows(name):
    # pandas would make floats of the exact figures otherwise.
    frame = pandas.read_sql_query(f"select * from {name}", engine, coerce_float=False)
    return [list(map(text, row)) for row in frame.itertuples(index=False)]


def upper_funds():
    """A figure as an analyst computes it: funds from above by year, in units of 10,000 yuan."""
    funding = pandas.read_sql_table("funding", engine)
    upper = funding[(funding.flow == "下达") & funding.level.isin(["国家", "自治区", "省", "市"])]
    return (upper.groupby("year").amount.sum() / 10000).round(2).to_dict()


def years():
    """The years of a chart by year, as Superset groups a date column; pandas takes moments to UTC."""
    frame = pandas.read_sql_query("select date_trunc('year', first_day) as year from dim_year group by 1 order by 1", engine)
    return pandas.to_datetime(frame.year, utc=True).dt.year.tolist()


def refusal(write):
    try:
        write()
    except sqlalchemy.exc.DBAPIError as error:
        return error.orig.pgcode
    return "written"


def add_year():
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("insert into dim_year values (2099, '2099-01-01', '2099-12-31')"))


json.dump(
    {
        "schema": inspector.default_schema_name,
        "kinds": {**{name: "TABLE" for name in tables}, **{name: "VIEW" for name in views}},
        "titles": {name: inspector.get_table_comment(name)["text"] for name in tables + views},
        "columnTitles": {
            name: [column["comment"] for column in inspector.get_columns(name)] for name in tables + views
        },
        "columns": {name: columns(name) for name in tables + views},
        "primaryKeys": {name: inspector.get_pk_constraint(name)["constrained_columns"] for name in tables + views},
        "foreignKeys": sorted(key for name in tables for key in foreign_keys(name)),
        "rows": {name: rows(name) for name in tables + views},
        "upperFunds": upper_funds(),
        "years": years(),
        "refusals": [refusal(add_year), refusal(lambda: pandas.DataFrame({"a": [1]}).to_sql("mine", engine))],
    },
    sys.stdout,
)
