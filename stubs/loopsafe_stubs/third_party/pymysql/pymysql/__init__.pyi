# connect() is the class itself.

from pymysql.connections import Connection as Connect  # noqa: F401  (another name for it)
from pymysql.connections import Connection as Connection
from pymysql.connections import Connection as connect  # noqa: F401, N813  (another name for it)
