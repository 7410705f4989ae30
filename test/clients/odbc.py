"""The catalogue calls that Excel and Power BI make of an ODBC driver, as JSON. Argument: the connection string."""
import json
import sys

import pyodbc

catalogue = pyodbc.connect(sys.argv[1], autocommit=True).cursor()
tables = {row.table_name: row.table_type for row in catalogue.tables(schema="reporting")}
json.dump(
    {
        "tables": tables,
        "columns": {
            table: [[row.column_name, row.type_name, row.nullable] for row in catalogue.columns(table, schema="reporting")]
            for table in tables
        },
        "primaryKeys": {
            table: [row.column_name for row in catalogue.primaryKeys(table, schema="reporting")] for table in tables
        },
        "foreignKeys": [
            f"{row.fktable_name}.{row.fkcolumn_name} → {row.pktable_name}.{row.pkcolumn_name}"
            for table in tables
            for row in catalogue.foreignKeys(foreignTable=table, foreignSchema="reporting")
        ],
    },
    sys.stdout,
)
