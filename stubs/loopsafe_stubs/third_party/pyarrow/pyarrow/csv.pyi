from pyarrow._csv import CSVWriter as CSVWriter
from pyarrow._csv import open_csv as open_csv
from pyarrow._csv import read_csv as read_csv
from pyarrow._csv import write_csv as write_csv
