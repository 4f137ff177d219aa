static const char good[] = "SELECT id, subject FROM ticket"
			   " WHERE id = ? FOR UPDATE";
static const char bad1[] = "SELECT * FROM ticket";
static const char bad2[] = "UPDATE ticket SET at = NOW()";
static const char bad3[] = "INSERT "
			   "IGNORE INTO t VALUES (?)";
static const char bad4[] = "SELECT id FROM t LIMIT ? OFFSET ?";
static const char bad5[] = "SELECT GET_LOCK('a', 1)";
static const char shared[] = "SELECT id FROM t FOR UPDATE SKIP LOCKED";
static const char bad7[] = "SELECT UNIX_TIMESTAMP()";
/* SELECT * and NOW() in a comment are harmless. */
void f(void)
{
	sbuf_printf(b, "SELECT id FROM %s", table);
	arena_printf(a,
		     "x = '%s' ORDER BY %s", s, t);
	err_set(e, ERR_BROKEN, "update ticket %d", 7);
	arena_printf(a, "%d tickets", 7);
}
/* lint-sql: one row, and no foreign key that could be lost */
static const char excused[] = "INSERT IGNORE INTO one VALUES (1)";
static const char not_excused[] = "INSERT IGNORE INTO two VALUES (1)";
/* lint-sql: */
static const char no_reason[] = "INSERT IGNORE INTO two VALUES (1)";
