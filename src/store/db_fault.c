#include "store/db_link.h"

#ifdef DUEDESK_TEST_CLOCK
#include "base/str.h"

/*
 * DUEDESK_TEST_DB_FAULT="1213@3": the third command of each new connection
 * meets error 1213 instead of being carried out. "2013@3+": it is carried out,
 * and its answer gets lost.
 */
void db_fault_init(struct db *db)
{
	const char *text = getenv("DUEDESK_TEST_DB_FAULT");
	char number[24];
	const char *at;
	int64_t code, nth;
	size_t n;

	if (!text || !(at = strchr(text, '@')) || at == text)
		return;
	snprintf(number, sizeof(number), "%.*s", (int)(at - text), text);
	if (!str_to_i64(number, 1, 9999, &code))
		return;
	n = strcspn(at + 1, "+");
	snprintf(number, sizeof(number), "%.*s", (int)n, at + 1);
	if (!str_to_i64(number, 1, INT64_MAX, &nth))
		return;
	db_test_fault(db, (unsigned)code, nth, at[1 + n] == '+');
}

void db_test_fault(struct db *db, unsigned code, int64_t nth, bool after)
{
	db->fault_code = code;
	db->fault_in = nth;
	db->fault_after = after;
}

bool db_test_fault_waits(const struct db *db)
{
	return db->fault_in > 0;
}

unsigned db_fault_now(struct db *db, bool after)
{
	if (db->fault_in == 0 || after != db->fault_after || --db->fault_in > 0)
		return 0;
	/* What a deadlock does to the transaction. */
	if (db->fault_code == 1213 && db->in_tx && db->my)
		db_text(db, "ROLLBACK", 8);
	return db->fault_code;
}
#else
typedef int db_fault_is_for_tests; /* an empty file is no C */
#endif
