from pandas.core.frame import DataFrame

from loopsafe import blocking

__public_name__ = "pandas"

@blocking(kind="database")
def read_sql(sql, con, index_col=..., *args, **kwargs) -> DataFrame: ...
@blocking(kind="database")
def read_sql_query(sql, con, index_col=..., *args, **kwargs) -> DataFrame: ...
@blocking(kind="database")
def read_sql_table(table_name, con, schema=..., *args, **kwargs) -> DataFrame: ...
