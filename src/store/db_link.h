#ifndef STORE_DB_LINK_H
#define STORE_DB_LINK_H
/*
 * db_link: how a connection looks inside. For db.c, db_stmt.c, db_rows.c and
 * db_fault.c alone: together they are the one place that knows MariaDB.
 */
#include <mysql.h>

#include "base/limits.h"
#include "store/db.h"

/* What was under way when something failed decides what it means. */
enum db_phase {
	DB_READ,   /* nothing can have been written */
	DB_WRITE,  /* a write; inside a transaction it is not yet final */
	DB_COMMIT, /* afterwards nobody knows, unless the server says */
};

/* One value of the row that is being fetched. */
struct db_slot {
	int64_t number;
	unsigned long length;
	my_bool null;
	bool text;
};

struct db_stmt {
	MYSQL_STMT *st;
	char *text;
	size_t len;
	uint64_t hash;
	struct db_stmt *chain;         /* the next of its bucket */
	struct db_stmt *newer, *older; /* by last use */
	unsigned nparams, ncols;
	MYSQL_BIND *out; /* ncols, filled into slots and db->scratch */
	struct db_slot *slots;
};

#define DB_BUCKETS 256
#define DB_SCRATCH (32 * 1024) /* the texts of one row, unless longer */
#define DB_TEXT_MAX 1023       /* of one text in it */

struct db {
	MYSQL *my; /* NULL: not connected, see db_ready() */
	bool in_tx;
	bool patient;     /* no time limits */
	unsigned seconds; /* of a statement */
	int64_t until_ns; /* no statement is sent after that; 0: no limit */
	bool too_late;    /* ... and one had to be */
	int64_t last_id;

	struct db_stmt *buckets[DB_BUCKETS];
	struct db_stmt *newest, *oldest;
	size_t nstmts;

	MYSQL_BIND *in; /* room for parameters, grows */
	size_t nin;
	char *scratch; /* DB_SCRATCH bytes, shared by all statements */

	char socket[108], user[81], password[129], name[65];
#ifdef DUEDESK_TEST_CLOCK
	unsigned fault_code;
	int64_t fault_in; /* that many commands from now; 0: none */
	bool fault_after;
#endif
};

/* A command without values; rows, if any, are thrown away. 0 or its error. */
unsigned db_text(struct db *db, const char *sql, size_t n);

/* Name what went wrong, and drop the link if it is gone. */
enum err_kind db_fail(struct db *db, enum db_phase phase, unsigned code,
		      const char *msg, struct err *e);

/* The same for a statement. */
enum err_kind db_stmt_fail(struct db *db, struct db_stmt *s,
			   enum db_phase phase, struct err *e);

/* ERR_BUSY when the time of db_limit() has run out. */
enum err_kind db_in_time(struct db *db, struct err *e);

/* Close the link and forget its statements. */
void db_drop(struct db *db);

/* The statement of that text from the cache, prepared if it is new. */
enum err_kind db_stmt_get(struct db *db, const char *sql, struct db_stmt **out,
			  struct err *e) MUST_CHECK;

/* Send it with its values. */
enum err_kind db_stmt_run(struct db *db, struct db_stmt *s, enum db_phase phase,
			  const struct param *p, size_t np,
			  struct err *e) MUST_CHECK;

/* Forget all statements; their link is gone or going. */
void db_stmt_forget(struct db *db);

/* Faults made on purpose, in builds for tests alone. */
#ifdef DUEDESK_TEST_CLOCK
void db_fault_init(struct db *db);
/* The error this command has to meet, before or after it is carried out. */
unsigned db_fault_now(struct db *db, bool after);
#else
#define db_fault_init(db) ((void)0)
#define db_fault_now(db, after) 0u
#endif

#endif
