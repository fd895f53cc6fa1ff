# Works in memory. What __copy__ and __deepcopy__ of a class do is not charged: nobody's wait.
