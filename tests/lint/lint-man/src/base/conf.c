	TEXTUAL(TEXT, db_name, "duedesk"),
	TEXTUAL(PATH, spool_dir, "/var/spool"),
	NUMERIC(forgotten_number, "1", 1, 2),
