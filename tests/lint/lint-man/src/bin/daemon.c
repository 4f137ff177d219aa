		{ "socket", required_argument, NULL, 's' },
		{ "unsaid", no_argument, NULL, 'u' },
