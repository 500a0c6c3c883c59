"""The marts in other people's formats; names and types of columns are the same in each of them."""
