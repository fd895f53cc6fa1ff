from pymysql.connections import Connection as Connection
from pymysql.connections import Connection as connect  # noqa: F401, N813  (the name users know)
