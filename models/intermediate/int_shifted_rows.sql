{{ shifted_runs('row_code', 'column_ordinal', 'column_change', 'shifted_by_one_column') }}
