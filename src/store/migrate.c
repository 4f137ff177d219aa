#include "store/migrate.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/sql_words.h"

#define CHECKSUM_LEN (2 * RNG_HASH_LEN)

/* The row of version 0 is what processes wait for each other at. */
static const char bookkeeping[] =
	"CREATE TABLE IF NOT EXISTS schema_migration (\n"
	"  version INT NOT NULL PRIMARY KEY,\n"
	"  name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,\n"
	"  checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,\n"
	"  applied_at BIGINT NOT NULL\n"
	") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\n"
	"  COLLATE=utf8mb4_unicode_520_ci;\n";

/* What was applied: [version] is its checksum, NULL if it is not there. */
struct applied {
	const char **checksum;
};

static void checksum_of(const struct migration *m, char hex[CHECKSUM_LEN + 1])
{
	unsigned char hash[RNG_HASH_LEN];

	rng_sha256(m->sql, strlen(m->sql), hash);
	rng_hex(hash, sizeof(hash), hex);
}

static enum err_kind read_applied(struct db *db, struct arena *a,
				  const struct migration *list, size_t n,
				  struct applied *out, struct err *e)
{
	int last = n ? list[n - 1].version : 0;
	struct rows *r;
	int64_t version;

	out->checksum = ARENA_ARRAY(a, (size_t)last + 1, const char *);
	if (db_query(db, a,
		     "SELECT version, checksum FROM schema_migration"
		     " WHERE version > 0 ORDER BY version",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		version = rows_i64(r);
		if (version <= last)
			out->checksum[version] = rows_str(r);
	}
	return rows_end(&r, e);
}

static enum err_kind has_bookkeeping(struct db *db, struct arena *a, bool *has,
				     struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT 1 FROM information_schema.TABLES"
		     " WHERE TABLE_SCHEMA = DATABASE()"
		     " AND TABLE_NAME = 'schema_migration'",
		     NO_PARAMS, &r, e))
		return e->kind;
	*has = rows_next(r);
	return rows_end(&r, e);
}

/* ---- Applying ---------------------------------------------------------------
 */

/*
 * Wait for other processes, at a row that a connection of its own keeps locked
 * for as long as it lives: changing tables ends every other transaction.
 */
static enum err_kind wait_for_others(struct db *lock, struct arena *a,
				     struct err *e)
{
	struct rows *r;

	if (db_begin(lock, e) || db_query(lock, a,
					  "SELECT version FROM schema_migration"
					  " WHERE version = 0 FOR UPDATE",
					  NO_PARAMS, &r, e)) {
		if (e->kind == ERR_BUSY)
			return err_wrap(e, "is another one at work?");
		return e->kind;
	}
	return rows_end(&r, e);
}

/* The table, and the row to wait at; both may be there. */
static enum err_kind keep_books(struct db *db, struct err *e)
{
	struct err local = { 0 };

	if (db_run_script(db, bookkeeping, e))
		return e->kind;
	if (db_exec(db,
		    "INSERT INTO schema_migration"
		    " (version, name, checksum, applied_at)"
		    " VALUES (0, 'lock', '', 0)",
		    NO_PARAMS, NULL, &local) &&
	    local.kind != ERR_CONFLICT) {
		*e = local;
		return err_wrap(e, "is another one at work?");
	}
	return ERR_NONE;
}

static enum err_kind apply(struct db *db, const struct migration *m,
			   instant now, struct err *e)
{
	char checksum[CHECKSUM_LEN + 1];

	checksum_of(m, checksum);
	if (db_run_script(db, m->sql, e) ||
	    db_exec(db,
		    "INSERT INTO schema_migration"
		    " (version, name, checksum, applied_at)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_I64(m->version), P_STR(m->name), P_STR(checksum),
			   P_I64(now)),
		    NULL, e))
		return err_wrap(e, "migration %04d_%s", m->version, m->name);
	return ERR_NONE;
}

/* A file that was mended names the checksum it had before. */
static enum err_kind refuse_changed(const struct migration *m,
				    const char *applied, struct err *e)
{
	char checksum[CHECKSUM_LEN + 1];

	checksum_of(m, checksum);
	if (str_eq(checksum, applied) ||
	    (strlen(applied) == CHECKSUM_LEN && strstr(m->sql, applied)))
		return ERR_NONE;
	return err_set(e, ERR_BROKEN,
		       "migration %04d_%s was changed after it was applied",
		       m->version, m->name);
}

struct run {
	const struct migration *list;
	size_t n;
	instant now;
	migrate_done *done;
	void *cookie;
};

static enum err_kind apply_missing(struct db *db, struct arena *a,
				   const struct run *run, struct err *e)
{
	struct applied applied;
	const struct migration *m;
	const char *was;

	if (read_applied(db, a, run->list, run->n, &applied, e))
		return e->kind;
	for (size_t i = 0; i < run->n; i++) {
		m = &run->list[i];
		was = applied.checksum[m->version];
		if (was) {
			if (refuse_changed(m, was, e))
				return e->kind;
			continue;
		}
		if (apply(db, m, run->now, e))
			return e->kind;
		if (run->done)
			run->done(run->cookie, m);
	}
	return ERR_NONE;
}

/*
 * Of a process that was killed the row is free at once, while the server may
 * still be at its last statement. What meets that one is done again, after a
 * look at what there is by now.
 */
static enum err_kind apply_all(struct db *db, struct arena *a,
			       const struct run *run, struct err *e)
{
	for (int try = 1; apply_missing(db, a, run, e); try++) {
		if ((e->kind != ERR_CONFLICT && e->kind != ERR_BUSY) ||
		    db_too_slow(db) || try == LIMIT_TRIES)
			return e->kind;
		err_clear(e);
	}
	return ERR_NONE;
}

enum err_kind migrate_run(struct db *db, struct arena *a,
			  const struct migration *list, size_t n, instant now,
			  migrate_done *done, void *cookie, struct err *e)
{
	const struct run run = {
		.list = list, .n = n, .now = now, .done = done, .cookie = cookie
	};
	struct db *lock = NULL, *work = NULL;
	enum err_kind kind = ERR_NONE;

	if (db_again(db, &lock, e) || db_again(db, &work, e) ||
	    keep_books(lock, e) || wait_for_others(lock, a, e) ||
	    apply_all(work, a, &run, e))
		kind = e->kind;
	db_close(&work);
	db_close(&lock);
	return kind;
}

/* ---- Checking
 * ----------------------------------------------------------------- */

enum err_kind migrate_check(struct db *db, struct arena *a,
			    const struct migration *list, size_t n,
			    struct err *e)
{
	struct applied applied;
	bool has;

	if (has_bookkeeping(db, a, &has, e))
		return e->kind;
	if (!has)
		return err_set(e, ERR_BROKEN,
			       "the database has no tables yet:"
			       " run \"duedesk migrate\"");
	if (read_applied(db, a, list, n, &applied, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		if (!applied.checksum[list[i].version])
			return err_set(e, ERR_BROKEN,
				       "the database is older than this program"
				       " (%04d_%s is missing):"
				       " run \"duedesk migrate\"",
				       list[i].version, list[i].name);
	return ERR_NONE;
}

/* ---- Rights -----------------------------------------------------------------
 */

/* What an account may do with a table. NULL: nothing. */
struct rights {
	const char *table, *web, *sweep;
};

/* clang-format off */
static const struct rights rights[] = {
	{ "applied_change",       "SELECT, INSERT", "SELECT, UPDATE" },
	{ "attachment",           "SELECT, INSERT", "SELECT" },
	{ "audit",                "SELECT, INSERT", "SELECT, INSERT" },
	{ "blob_file",            "SELECT, INSERT, UPDATE", "SELECT, INSERT, UPDATE, DELETE" },
	{ "calendar",             "SELECT, INSERT, UPDATE (name), DELETE", "SELECT" },
	{ "calendar_closure",     "SELECT, INSERT, DELETE", "SELECT" },
	{ "calendar_replacement", "SELECT, INSERT, DELETE", "SELECT" },
	{ "calendar_rule",        "SELECT, INSERT, DELETE", "SELECT" },
	{ "calendar_version",     "SELECT, INSERT, DELETE", "SELECT" },
	{ "calendar_window",      "SELECT, INSERT, DELETE", "SELECT" },
	{ "call_switch",          "SELECT, INSERT, UPDATE (id, on_since, version)", NULL },
	{ "call_target",          "SELECT, INSERT, UPDATE (secret_number, rotated_at, removed_at, failures, paused_until, version)", NULL },
	{ "call_try",             "SELECT", NULL },
	{ "clock",                "SELECT, INSERT, UPDATE", "SELECT, INSERT, UPDATE" },
	{ "company",              "SELECT, INSERT, UPDATE", "SELECT" },
	{ "customer_group",       "SELECT, INSERT, UPDATE, DELETE", "SELECT" },
	{ "customer_group_company", "SELECT, INSERT, DELETE", "SELECT" },
	{ "customer_group_person", "SELECT, INSERT, DELETE", "SELECT" },
	{ "company_field",        "SELECT, INSERT, DELETE", "SELECT" },
	{ "department",           "SELECT, INSERT, UPDATE", "SELECT" },
	{ "department_member",    "SELECT, INSERT, DELETE", "SELECT" },
	{ "desk",                 "SELECT, INSERT, UPDATE (name, zone)", "SELECT" },
	{ "desk_closing",         "SELECT, INSERT", "SELECT" },
	{ "event",                "SELECT, INSERT", "SELECT, INSERT" },
	{ "event_field",          "SELECT, INSERT", "SELECT, INSERT" },
	{ "event_tag",            "SELECT, INSERT", "SELECT, INSERT" },
	{ "field",                "SELECT, INSERT, UPDATE", "SELECT" },
	{ "field_choice",         "SELECT, INSERT, UPDATE", "SELECT" },
	{ "fired_action",         "SELECT", "SELECT, INSERT" },
	{ "fired_step",           "SELECT, INSERT", "SELECT, INSERT, UPDATE (committed_at)" },
	{ "import_fault",         NULL, NULL },
	{ "invitation",           "SELECT, INSERT, UPDATE (used_at)", "SELECT, DELETE" },
	{ "level",                "SELECT, INSERT, UPDATE", "SELECT" },
	{ "level_pause",          "SELECT, INSERT", "SELECT" },
	{ "level_step",           "SELECT, INSERT", "SELECT" },
	{ "level_step_action",    "SELECT, INSERT", "SELECT" },
	{ "level_target",         "SELECT, INSERT", "SELECT" },
	{ "level_version",        "SELECT, INSERT", "SELECT" },
	{ "message",              "SELECT, INSERT", "SELECT, INSERT" },
	{ "notice",               "SELECT, INSERT", "SELECT, INSERT" },
	{ "once",                 "SELECT, INSERT, UPDATE (answer)", "SELECT, DELETE" },
	{ "outbox",               "SELECT, INSERT, UPDATE (state, send_at, sent_at, tries, lease_until, fence, again_at)", "SELECT, INSERT, UPDATE" },
	{ "person",               "SELECT, INSERT, UPDATE", "SELECT" },
	{ "person_field",         "SELECT, INSERT, DELETE", "SELECT" },
	{ "person_word",          "SELECT, INSERT, DELETE", NULL },
	{ "presence",             "SELECT, INSERT, UPDATE", "SELECT" },
	{ "rule",                 "SELECT, INSERT, UPDATE", "SELECT" },
	{ "rule_action",          "SELECT, INSERT", "SELECT" },
	{ "rule_condition",       "SELECT, INSERT", "SELECT" },
	{ "rule_deed",            "SELECT, INSERT", "SELECT, INSERT" },
	{ "rule_state",           "SELECT, INSERT, UPDATE", "SELECT" },
	{ "rule_turn",            "SELECT, INSERT, DELETE", "SELECT, INSERT, DELETE" },
	{ "rule_value",           "SELECT, INSERT", "SELECT" },
	{ "rule_version",         "SELECT, INSERT", "SELECT" },
	{ "sample_run",           NULL, NULL },
	{ "schema_migration",     "SELECT", "SELECT" },
	{ "session",              "SELECT, INSERT, UPDATE", "SELECT, DELETE" },
	{ "sign_in_failure",      "SELECT, INSERT, DELETE", "SELECT, DELETE" },
	{ "sla_rule",             NULL, NULL },
	{ "sweep_state",          "SELECT", "SELECT, INSERT, UPDATE" },
	{ "tag",                  "SELECT, INSERT, UPDATE, DELETE", "SELECT" },
	{ "ticket",               "SELECT, INSERT, UPDATE", "SELECT, UPDATE" },
	{ "ticket_field",         "SELECT, INSERT, DELETE", "SELECT, INSERT, DELETE" },
	{ "ticket_link",          "SELECT, INSERT, UPDATE (ended_at)", NULL },
	{ "ticket_tag",           "SELECT, INSERT, DELETE", "SELECT, INSERT, DELETE" },
	{ "upload",               "SELECT, INSERT, DELETE", "SELECT, DELETE" },
	{ "verdict",              "SELECT, INSERT", "SELECT, INSERT, UPDATE (folded)" },
};

/* Of the program that calls URLs; all that is not here it may not even read. */
static const struct hook_rights {
	const char *table, *allowed;
} hook_rights[] = {
	{ "call_switch",          "SELECT, UPDATE (beat_at)" },
	{ "call_target",          "SELECT, UPDATE (failures, paused_until)" },
	{ "call_try",             "SELECT, INSERT, DELETE" },
	{ "desk",                 "SELECT (id, sandbox_at, sandbox_until)" },
	{ "outbox",               "SELECT, UPDATE (state, target_id, send_at, sent_at, tries, lease_until, fence)" },
	{ "schema_migration",     "SELECT" },
	{ "ticket",               "SELECT (id, code, hidden_at)" },
};
/* clang-format on */

static const char *allowed_hook(const char *table)
{
	for (size_t i = 0; i < COUNT_OF(hook_rights); i++)
		if (str_eq(hook_rights[i].table, table))
			return hook_rights[i].allowed;
	return NULL;
}

static const char *allowed(enum migrate_account who, const struct rights *t)
{
	switch (who) {
	case MIGRATE_WEB:
		return t->web;
	case MIGRATE_SWEEP:
		return t->sweep;
	case MIGRATE_HOOK:
		break;
	}
	return allowed_hook(t->table);
}

/* Take all rights away; there may be none. */
static enum err_kind revoke(struct db *db, const char *what, const char *user,
			    struct err *e)
{
	const char *const words[] = { "REVOKE ALL ON ", what, " FROM ", user,
				      "@localhost;",    NULL };
	struct err local = { 0 };

	if (sql_words_run(db, words, &local) &&
	    !strstr(local.msg, "no such grant")) {
		*e = local;
		return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind grant_table(struct db *db, const char *table,
				 const char *what, const char *user,
				 struct err *e)
{
	const char *const words[] = { "GRANT ", what, " ON ",        table,
				      " TO ",   user, "@localhost;", NULL };

	if (revoke(db, table, user, e))
		return e->kind;
	return what ? sql_words_run(db, words, e) : ERR_NONE;
}

enum err_kind migrate_grant(struct db *db, enum migrate_account who,
			    const char *user, struct err *e)
{
	const struct rights *t;

	if (!sql_words_plain(user))
		return err_set(e, ERR_INVALID,
			       "an account's name has only letters, digits and"
			       " _: %.64s",
			       user);
	for (size_t i = 0; i < COUNT_OF(rights); i++) {
		t = &rights[i];
		if (grant_table(db, t->table, allowed(who, t), user, e))
			return err_wrap(e, "rights of %s on %s", user,
					t->table);
	}
	/* Last, so that what runs on rights to all tables loses none. */
	if (revoke(db, "*", user, e))
		return err_wrap(e, "rights of %s", user);
	return ERR_NONE;
}
