#ifndef STORE_DB_H
#define STORE_DB_H
/*
 * db: MariaDB, through prepared statements only. The one file that knows its
 * client library; everything above sees values and rows.
 *
 * One connection, one thread. Statements are prepared once per text and kept
 * (LIMIT_STATEMENTS, the least recently used goes), so texts must be constants
 * or put together from constant fragments; values are always bound. A lost
 * connection is replaced by db_ready() between units of work, never inside one.
 *
 * Errors: ERR_BUSY (1213, 1205, 1020, 1047, 1180, a full disk, or the link was
 * lost while nothing can have been kept: roll back and run the unit again),
 * ERR_UNSURE (the answer to a commit, or to a write outside a transaction, was
 * lost: nobody knows), ERR_CONFLICT (duplicate key, 1062; msg names it),
 * ERR_BROKEN (the rest; msg for the log).
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"

struct db;
struct rows;

struct db_conf {
	const char *socket, *user, *password, *name;
	int seconds; /* that one statement may take; 0: LIMIT_QUERY_SECONDS */
};

enum param_kind {
	PARAM_I64,
	PARAM_TEXT,
	PARAM_BYTES,
	PARAM_NULL
};

struct param {
	enum param_kind kind;
	int64_t i;
	const char *s; /* lent for the call */
	size_t n;
};
#define P_I64(v) ((struct param){ .kind = PARAM_I64, .i = (v) })
#define P_STR(v) db_param_str(v) /* NULL becomes NULL */
#define P_TEXT(v, len)                                                         \
	((struct param){ .kind = PARAM_TEXT, .s = (v), .n = (len) })
#define P_BYTES(v, len)                                                        \
	((struct param){                                                       \
		.kind = PARAM_BYTES, .s = (const char *)(v), .n = (len) })
#define P_NULL ((struct param){ .kind = PARAM_NULL })
#define P_AT(v) db_param_at(v) /* an instant; INSTANT_NONE becomes NULL */
#define P_ID(v) db_param_id(v) /* an int64_t id; 0 becomes NULL */
#define PARAMS(...)                                                            \
	(const struct param[]){ __VA_ARGS__ },                                 \
		sizeof((const struct param[]){ __VA_ARGS__ }) /                \
			sizeof(struct param)
#define NO_PARAMS NULL, 0

struct param db_param_str(const char *s);
struct param db_param_at(instant at);
struct param db_param_id(int64_t id);

/*
 * db_open(conf, out, e):
 * Connect and set the session up (utf8mb4, UTC, STRICT, snapshot isolation,
 * time-outs). *out is yours: db_close().
 */
enum err_kind db_open(const struct db_conf *conf, struct db **out,
		      struct err *e) MUST_CHECK;
void db_close(struct db **db); /* sets *db to NULL; accepts NULL inside */

/*
 * Another connection like ${db} but without time limits, for long work. *out is
 * yours: db_close().
 */
enum err_kind db_again(const struct db *db, struct db **out,
		       struct err *e) MUST_CHECK;

/*
 * Before a unit of work: reconnect when the link is known lost. ERR_BUSY while
 * the server stays away.
 */
enum err_kind db_ready(struct db *db, struct err *e) MUST_CHECK;

/*
 * db_limit(db, until_ns):
 * No statement is sent after that instant (clock_monotonic_ns(); 0: no limit):
 * ERR_BUSY, and db_too_slow(). A commit is always sent.
 */
void db_limit(struct db *db, int64_t until_ns);

/*
 * Did a unit of work since db_limit() find the server too slow: the time ran
 * out, or the link was lost?
 */
bool db_too_slow(const struct db *db);

/*
 * Is this server safe to keep promises on (security.md R9)? ERR_BROKEN says in
 * one sentence what is not. Checks flush, sync_binlog, sql_mode, charset,
 * engines and keys, snapshot isolation, the schema's version, and that the
 * database's clock is within 5 s of ${now}.
 */
enum err_kind db_self_check(struct db *db, struct arena *a, instant now,
			    struct err *e) MUST_CHECK;

/* Of these, what holds for the server, before it has a database of ours. */
enum err_kind db_check_server(struct db *db, struct arena *a, instant now,
			      struct err *e) MUST_CHECK;

/*
 * How many seconds the database's clock is ahead of ${now}, which is just now.
 * What it may have taken the server to answer is not counted.
 */
enum err_kind db_skew(struct db *db, struct arena *a, instant now,
		      seconds *ahead, struct err *e) MUST_CHECK;

/* A SELECT, its rows buffered in ${a}. */
enum err_kind db_query(struct db *db, struct arena *a, const char *sql,
		       const struct param *p, size_t np, struct rows **out,
		       struct err *e) MUST_CHECK;

/*
 * A SELECT on a connection of its own, unbuffered and without time limit, for
 * exports: constant memory. rows_end() closes the connection.
 */
enum err_kind db_stream(const struct db *db, struct arena *a, const char *sql,
			const struct param *p, size_t np, struct rows **out,
			struct err *e) MUST_CHECK;

/* Step to the next row; false at the end or on a fault (rows_end tells). */
bool rows_next(struct rows *r);

/* The row's columns in SELECT order, one call each. Texts live in the arena
 * (streams: until the next row). NULL reads as 0, NULL, INSTANT_NONE. */
int64_t rows_i64(struct rows *r);
const char *rows_str(struct rows *r);
const char *rows_bytes(struct rows *r, size_t *n);
instant rows_at(struct rows *r);

/* Did all go well to the end? Frees; sets *r to NULL. */
enum err_kind rows_end(struct rows **r, struct err *e) MUST_CHECK;

/* INSERT, UPDATE, DELETE. ${matched} (or NULL): rows matched. */
enum err_kind db_exec(struct db *db, const char *sql, const struct param *p,
		      size_t np, int64_t *matched, struct err *e) MUST_CHECK;

/*
 * The same statement for ${nrows} rows of ${np} values each (array binding):
 * all of them or none.
 */
enum err_kind db_exec_rows(struct db *db, const char *sql,
			   const struct param *p, size_t np, size_t nrows,
			   struct err *e) MUST_CHECK;

/* The id the last INSERT of one row got. */
int64_t db_last_id(const struct db *db);

/* A unit of work. Rollback never fails and is harmless when none is open. */
enum err_kind db_begin(struct db *db, struct err *e) MUST_CHECK;
enum err_kind db_commit(struct db *db, struct err *e) MUST_CHECK;
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/*
 * db_run_script(db, sql, e):
 * Run statements that end in ';' at the end of a line, as text. For migrations
 * and for setting accounts up, never with anything from outside in ${sql}.
 */
enum err_kind db_run_script(struct db *db, const char *sql,
			    struct err *e) MUST_CHECK;

#ifdef DUEDESK_TEST_CLOCK
/*
 * db_test_fault(db, code, nth, after):
 * In builds for tests: the ${nth} command from now (statements, begin, commit)
 * meets that error of the server instead of being carried out; with ${after}
 * it is carried out, and its answer is lost. DUEDESK_TEST_DB_FAULT="1213@3" or
 * "2013@3+" arms each new connection so.
 */
void db_test_fault(struct db *db, unsigned code, int64_t nth, bool after);
bool db_test_fault_waits(const struct db *db); /* not met yet */
#endif

#endif
