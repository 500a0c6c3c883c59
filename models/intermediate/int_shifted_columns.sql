{{ shifted_runs('column_code', 'row_position', 'row_change', 'shifted_by_one_row') }}
