#include "store/db_link.h"

#include "base/clock.h"
#include "base/require.h"

#include <errmsg.h>
#include <mysqld_error.h>

/* Seconds. A statement that takes longer than it may is ended by the server;
 * the client gives up a little later. */
#define CONNECT_TIMEOUT 3u
#define READ_LATER 2u
#define WRITE_TIMEOUT 10u
#define PATIENT_TIMEOUT 3600u

/* MariaDB's own, not in every header. */
#define ER_CONNECTION_KILLED_ 1927
#define ER_WSREP_UNKNOWN_COMMAND 1047
#define CR_SERVER_LOST_EXTENDED_ 2055

struct param db_param_str(const char *s)
{
	if (!s)
		return P_NULL;
	return P_TEXT(s, strlen(s));
}

struct param db_param_at(instant at)
{
	if (at == INSTANT_NONE)
		return P_NULL;
	return P_I64(at);
}

struct param db_param_id(int64_t id)
{
	if (id == 0)
		return P_NULL;
	return P_I64(id);
}

/* ---- What went wrong ------------------------------------------------------
 */

/* The link is gone, or not worth keeping. */
static bool is_lost(unsigned code)
{
	static const unsigned codes[] = {
		CR_CONNECTION_ERROR,      CR_CONN_HOST_ERROR,
		CR_SERVER_GONE_ERROR,     CR_SERVER_LOST,
		CR_SERVER_LOST_EXTENDED_, CR_COMMANDS_OUT_OF_SYNC,
		ER_SERVER_SHUTDOWN,       ER_CONNECTION_KILLED_,
		ER_CON_COUNT_ERROR,       ER_NET_READ_ERROR,
		ER_NET_READ_INTERRUPTED,  ER_NET_ERROR_ON_WRITE,
		ER_NET_WRITE_INTERRUPTED, ER_NET_PACKET_TOO_LARGE,
		ER_WSREP_UNKNOWN_COMMAND, ER_UNKNOWN_STMT_HANDLER,
	};

	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* Another try may well succeed. */
static bool is_busy(unsigned code)
{
	switch (code) {
	case ER_LOCK_DEADLOCK:
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_CHECKREAD: /* another transaction changed what this one read */
	case ER_ERROR_DURING_COMMIT:
	case ER_QUERY_INTERRUPTED:
	case ER_NEED_REPREPARE:
	case ER_TABLE_DEF_CHANGED:
	case ER_DISK_FULL:
	case ER_RECORD_FILE_FULL:
		return true;
	case CR_COMMANDS_OUT_OF_SYNC: /* our mistake */
	case ER_NET_PACKET_TOO_LARGE:
		return false;
	default:
		return is_lost(code);
	}
}

/* Did the server say for certain that nothing was kept? */
static bool is_certain(unsigned code)
{
	return code == ER_LOCK_DEADLOCK || code == ER_LOCK_WAIT_TIMEOUT ||
	       code == ER_CHECKREAD || code == CR_SERVER_GONE_ERROR;
}

static enum err_kind kind_of(enum db_phase phase, bool in_tx, unsigned code)
{
	if (code == ER_DUP_ENTRY || code == ER_DUP_ENTRY_WITH_KEY_NAME)
		return ERR_CONFLICT;
	if (phase == DB_COMMIT && !is_certain(code))
		return ERR_UNSURE;
	if (!is_busy(code))
		return ERR_BROKEN;
	/* A write by itself may be kept though its answer was lost; one inside
	 * a transaction is not: no commit was sent. */
	if (phase == DB_WRITE && !in_tx && !is_certain(code) &&
	    (is_lost(code) || code == ER_ERROR_DURING_COMMIT))
		return ERR_UNSURE;
	return ERR_BUSY;
}

enum err_kind db_fail(struct db *db, enum db_phase phase, unsigned code,
		      const char *msg, struct err *e)
{
	enum err_kind kind = kind_of(phase, db->in_tx, code);

	err_set(e, kind, "database error %u: %s", code,
		code == 0 ? "the answer ended early" : msg);
	if (code == 0 || is_lost(code))
		db_drop(db);
	return kind;
}

enum err_kind db_stmt_fail(struct db *db, struct db_stmt *s,
			   enum db_phase phase, struct err *e)
{
	/* What goes wrong while rows come in is told of the link alone. */
	if (mysql_stmt_errno(s->st) == 0)
		return db_fail(db, phase, mysql_errno(db->my),
			       mysql_error(db->my), e);
	return db_fail(db, phase, mysql_stmt_errno(s->st),
		       mysql_stmt_error(s->st), e);
}

/* ---- The link -------------------------------------------------------------
 */

static void copy(char *to, size_t size, const char *from)
{
	snprintf(to, size, "%s", from ? from : "");
}

unsigned db_text(struct db *db, const char *sql, size_t n)
{
	MYSQL_RES *res;

	if (mysql_real_query(db->my, sql, n))
		return mysql_errno(db->my);
	res = mysql_store_result(db->my);
	if (res)
		mysql_free_result(res);
	return 0;
}

/*
 * What every session holds to, whatever the server's defaults. (The names of
 * settings differ on MySQL, which this does not run on.)
 */
static enum err_kind set_up(struct db *db, struct err *e)
{
	char sql[600];
	int n;

	n = snprintf(sql, sizeof(sql),
		     "SET NAMES utf8mb4 COLLATE utf8mb4_unicode_520_ci,"
		     " time_zone = '+00:00',"
		     " sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,"
		     "ERROR_FOR_DIVISION_BY_ZERO',"
		     " tx_isolation = 'REPEATABLE-READ',"
		     " innodb_snapshot_isolation = ON,"
		     " innodb_lock_wait_timeout = 5, lock_wait_timeout = 5,"
		     " idle_transaction_timeout = %d,"
		     " net_write_timeout = %u, max_statement_time = %d",
		     db->patient ? 0 : 30, db->patient ? PATIENT_TIMEOUT : 60u,
		     db->patient ? 0 : (int)db->seconds);
	REQUIRE(n > 0 && (size_t)n < sizeof(sql));
	if (db_text(db, sql, (size_t)n)) {
		db_fail(db, DB_READ, mysql_errno(db->my), mysql_error(db->my),
			e);
		db_drop(db); /* never go on with half a set-up */
		return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind connect_now(struct db *db, struct err *e)
{
	unsigned connecting = CONNECT_TIMEOUT, writing = WRITE_TIMEOUT;
	unsigned reading = db->patient ? PATIENT_TIMEOUT
				       : db->seconds + READ_LATER;
	unsigned nothing = 0;
	my_bool no = 0;

	REQUIRE(!db->my);
	db->my = mysql_init(NULL);
	if (!db->my)
		abort();
	mysql_options(db->my, MYSQL_OPT_RECONNECT, &no);
	mysql_options(db->my, MYSQL_REPORT_DATA_TRUNCATION, &no);
	mysql_options(db->my, MYSQL_OPT_LOCAL_INFILE, &nothing);
	mysql_options(db->my, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	mysql_options(db->my, MYSQL_OPT_CONNECT_TIMEOUT, &connecting);
	mysql_options(db->my, MYSQL_OPT_READ_TIMEOUT, &reading);
	mysql_options(db->my, MYSQL_OPT_WRITE_TIMEOUT, &writing);
	if (!mysql_real_connect(db->my, NULL, db->user, db->password, db->name,
				0, db->socket, CLIENT_FOUND_ROWS)) {
		db_fail(db, DB_READ, mysql_errno(db->my), mysql_error(db->my),
			e);
		db_drop(db);
		return e->kind;
	}
	return set_up(db, e);
}

static enum err_kind open_as(const struct db_conf *conf, bool patient,
			     struct db **out, struct err *e)
{
	struct db *db = calloc(1, sizeof(*db));

	*out = NULL;
	if (!db || !(db->scratch = malloc(DB_SCRATCH)))
		abort();
	db->patient = patient;
	db->seconds = conf->seconds ? (unsigned)conf->seconds
				    : LIMIT_QUERY_SECONDS;
	copy(db->socket, sizeof(db->socket), conf->socket);
	copy(db->user, sizeof(db->user), conf->user);
	copy(db->password, sizeof(db->password), conf->password);
	copy(db->name, sizeof(db->name), conf->name);
	if (connect_now(db, e)) {
		db_close(&db);
		return e->kind;
	}
	db_fault_init(db);
	*out = db;
	return ERR_NONE;
}

enum err_kind db_open(const struct db_conf *conf, struct db **out,
		      struct err *e)
{
	return open_as(conf, false, out, e);
}

enum err_kind db_again(const struct db *db, struct db **out, struct err *e)
{
	struct db_conf conf = { .socket = db->socket,
				.user = db->user,
				.password = db->password,
				.name = db->name };

	return open_as(&conf, true, out, e);
}

void db_drop(struct db *db)
{
	if (!db->my)
		return;
	/* First the link: to close a statement would drain its rows. */
	mysql_close(db->my);
	db->my = NULL;
	db_stmt_forget(db);
}

void db_close(struct db **db)
{
	if (!*db)
		return;
	db_drop(*db);
	explicit_bzero((*db)->password, sizeof((*db)->password));
	free((*db)->scratch);
	free((*db)->in);
	free(*db);
	*db = NULL;
}

enum err_kind db_ready(struct db *db, struct err *e)
{
	db_rollback(db);
	return db->my ? ERR_NONE : connect_now(db, e);
}

/* ---- Time --------------------------------------------------------------- */

void db_limit(struct db *db, int64_t until_ns)
{
	db->until_ns = until_ns;
	db->too_late = false;
}

bool db_too_slow(const struct db *db)
{
	return db->too_late || !db->my;
}

enum err_kind db_in_time(struct db *db, struct err *e)
{
	if (!db->until_ns || clock_monotonic_ns() < db->until_ns)
		return ERR_NONE;
	db->too_late = true;
	return err_set(e, ERR_BUSY, "the database is too slow: no time left");
}

/* ---- Units of work --------------------------------------------------------
 */

/* A command of the transaction itself. */
static enum err_kind command(struct db *db, enum db_phase phase,
			     const char *sql, struct err *e)
{
	unsigned code = db_fault_now(db, false);

	if (code)
		return db_fail(db, phase, code, "made on purpose", e);
	if (!db->my)
		return db_fail(db, phase, CR_SERVER_GONE_ERROR, "not connected",
			       e);
	code = db_text(db, sql, strlen(sql));
	if (code)
		return db_fail(db, phase, code, mysql_error(db->my), e);
	code = db_fault_now(db, true);
	if (code)
		return db_fail(db, phase, code, "answer lost on purpose", e);
	return ERR_NONE;
}

enum err_kind db_begin(struct db *db, struct err *e)
{
	REQUIRE(!db->in_tx);
	if (db_in_time(db, e) || command(db, DB_READ, "START TRANSACTION", e))
		return e->kind;
	db->in_tx = true;
	return ERR_NONE;
}

enum err_kind db_commit(struct db *db, struct err *e)
{
	REQUIRE(db->in_tx);
	if (command(db, DB_COMMIT, "COMMIT", e))
		return e->kind;
	db->in_tx = false;
	return ERR_NONE;
}

void db_rollback(struct db *db)
{
	/* A lock wait that timed out leaves the transaction open, and a commit
	 * would keep its first half: always end it, or the link. */
	if (db->in_tx && db->my && db_text(db, "ROLLBACK", 8))
		db_drop(db);
	db->in_tx = false;
}

bool db_in_transaction(const struct db *db)
{
	return db->in_tx;
}

/* ---- Scripts ----------------------------------------------------------------
 */

/* The end of the statement that begins at ${s}: a ';' at a line's end. */
static const char *statement_end(const char *s)
{
	const char *p = s;

	while ((p = strchr(p, ';')) && p[1] != '\n' && p[1] != '\0')
		p++;
	return p ? p : s + strlen(s);
}

/* Past blanks and whole lines of comment. */
static const char *skip_comments(const char *s)
{
	for (;;) {
		s += strspn(s, " \t\r\n");
		if (s[0] != '-' || s[1] != '-')
			return s;
		s += strcspn(s, "\n");
	}
}

enum err_kind db_run_script(struct db *db, const char *sql, struct err *e)
{
	const char *end;
	int n = 1;

	for (sql = skip_comments(sql); *sql; n++) {
		end = statement_end(sql);
		if (!db->my)
			return db_fail(db, DB_WRITE, CR_SERVER_GONE_ERROR,
				       "not connected", e);
		if (db_text(db, sql, (size_t)(end - sql))) {
			db_fail(db, DB_WRITE, mysql_errno(db->my),
				mysql_error(db->my), e);
			return err_wrap(e, "statement %d", n);
		}
		sql = skip_comments(*end ? end + 1 : end);
	}
	return ERR_NONE;
}

int64_t db_last_id(const struct db *db)
{
	return db->last_id;
}
