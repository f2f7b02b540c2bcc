create if
