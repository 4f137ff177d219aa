static const char a[] = "SELECT id";
static const char b[] = "x "
			"FROM ticket";
static const char c[] = "DELETE";
static const char d[] = "Select one from the list where you like";
static const char e[] = "\n INSERT INTO ticket VALUES (1)";
/* "SELECT id FROM t" */
