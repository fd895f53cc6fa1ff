# A function of Connection.iterdump().
