const struct command commands_table[] = {
	{ "calc", "", "known", calc_command },
	{ "forgotten", "", "unknown", forgotten_command },
};

	if (str_eq(argv[1], "--known") || str_eq(argv[1], "--unsaid"))
		return 0;
