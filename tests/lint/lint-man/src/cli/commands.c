const struct command commands_table[] = {
	{ "calc", "", "known", calc_command },
	{ "forgotten", "", "unknown", forgotten_command },
};
