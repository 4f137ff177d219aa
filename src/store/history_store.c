#include "store/history_store.h"

#include "base/rng.h"
#include "base/sbuf.h"
#include "store/person_words.h"

/* ---- Tags ------------------------------------------------------------------
 */

#define EVENT_TAG_VALUES 4
#define TICKET_TAG_VALUES 2

/* Has it that tag after all its events? Asked at the last that names it. */
static bool stays(const struct history_tag_row *rows, size_t n, size_t at)
{
	for (size_t i = at + 1; i < n && rows[i].ticket.n == rows[at].ticket.n;
	     i++)
		if (rows[i].tag.n == rows[at].tag.n)
			return false;
	return rows[at].added;
}

enum err_kind history_store_add_tags(struct db *db, struct arena *a,
				     const struct history_tag_row *rows,
				     size_t n, struct err *e)
{
	struct param *events = ARENA_ARRAY(a, n * EVENT_TAG_VALUES,
					   struct param);
	struct param *tickets = ARENA_ARRAY(a, n * TICKET_TAG_VALUES,
					    struct param);
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		struct param *p = events + i * EVENT_TAG_VALUES;

		p[0] = P_I64(rows[i].ticket.n);
		p[1] = P_I64(rows[i].seq);
		p[2] = P_I64(rows[i].tag.n);
		p[3] = P_I64(rows[i].added);
		if (!stays(rows, n, i))
			continue;
		p = tickets + kept++ * TICKET_TAG_VALUES;
		p[0] = P_I64(rows[i].ticket.n);
		p[1] = P_I64(rows[i].tag.n);
	}
	if (db_exec_rows(db,
			 "INSERT INTO event_tag (ticket_id, seq, tag_id, added)"
			 " VALUES (?, ?, ?, ?)",
			 events, EVENT_TAG_VALUES, n, e) ||
	    db_exec_rows(db,
			 "INSERT INTO ticket_tag (ticket_id, tag_id)"
			 " VALUES (?, ?)",
			 tickets, TICKET_TAG_VALUES, kept, e))
		return err_wrap(e, "store tags");
	return ERR_NONE;
}

/* ---- Files -----------------------------------------------------------------
 */

#define ATTACHMENT_VALUES 10

enum err_kind history_store_add_attachments(struct db *db, struct arena *a,
					    const struct history_attachment *f,
					    size_t n, struct err *e)
{
	static const char sql[] =
		"INSERT INTO attachment (id, oid, ticket_id, message_id,"
		" position, name, type, size, hash, person_id, created_at)"
		" VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)";
	struct param *p = ARENA_ARRAY(a, n * ATTACHMENT_VALUES, struct param);

	for (size_t i = 0; i < n; i++) {
		const struct history_attachment *one = &f[i];
		const struct param values[ATTACHMENT_VALUES] = {
			P_I64(one->id),       P_STR(one->oid),
			P_I64(one->ticket.n), P_I64(one->message),
			P_STR(one->name),     P_I64(one->type),
			P_I64(one->size),     P_BYTES(one->hash, RNG_HASH_LEN),
			P_ID(one->person.n),  P_AT(one->at),
		};

		memcpy(p + i * ATTACHMENT_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ATTACHMENT_VALUES, n, e))
		return err_wrap(e, "store attachments");
	return ERR_NONE;
}

/* ---- People ----------------------------------------------------------------
 */

#define PERSON_VALUES 10

enum err_kind history_store_add_people(struct db *db, struct arena *a,
				       const struct person *people, size_t n,
				       instant now, struct err *e)
{
	static const char sql[] =
		"INSERT INTO person (id, oid, name, email, zone, roles,"
		" import_key, company_id, sees_company, created_at)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p = ARENA_ARRAY(a, n * PERSON_VALUES, struct param);
	struct person_named *named = ARENA_ARRAY(a, n, struct person_named);

	for (size_t i = 0; i < n; i++) {
		const struct person *one = &people[i];
		const struct param values[PERSON_VALUES] = {
			P_I64(one->id.n),         P_STR(one->oid),
			P_STR(one->name),         P_STR(one->email),
			P_STR(one->zone),         P_I64(one->roles),
			P_STR(one->import_key),   P_ID(one->company.n),
			P_I64(one->sees_company), P_AT(now),
		};

		memcpy(p + i * PERSON_VALUES, values, sizeof(values));
		named[i] = (struct person_named){ one->id, one->name,
						  one->email, one->roles };
	}
	if (db_exec_rows(db, sql, p, PERSON_VALUES, n, e) ||
	    person_words_add(db, a, named, n, e))
		return err_wrap(e, "store people");
	return ERR_NONE;
}

/* Up to ${limit} numbers, one a row. */
static enum err_kind list_ids(struct db *db, struct arena *a, const char *sql,
			      size_t limit, int64_t **ids, size_t *n,
			      struct err *e)
{
	struct rows *r;

	*n = 0;
	*ids = ARENA_ARRAY(a, limit, int64_t);
	if (db_query(db, a, sql, PARAMS(P_I64((int64_t)limit)), &r, e))
		return e->kind;
	while (*n < limit && rows_next(r))
		(*ids)[(*n)++] = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind history_store_levels(struct db *db, struct arena *a, size_t limit,
				   int64_t **ids, size_t *n, struct err *e)
{
	if (list_ids(db, a, "SELECT id FROM level ORDER BY id LIMIT ?", limit,
		     ids, n, e))
		return err_wrap(e, "list levels");
	return ERR_NONE;
}

enum err_kind history_store_departments(struct db *db, struct arena *a,
					size_t limit, department_id **out,
					size_t *n, struct err *e)
{
	int64_t *ids;

	if (list_ids(db, a,
		     "SELECT id FROM department WHERE archived_at IS NULL"
		     " ORDER BY public DESC, id LIMIT ?",
		     limit, &ids, n, e))
		return err_wrap(e, "list departments");
	*out = ARENA_ARRAY(a, limit, department_id);
	for (size_t i = 0; i < *n; i++)
		(*out)[i].n = ids[i];
	return ERR_NONE;
}

enum err_kind history_store_agents(struct db *db, struct arena *a,
				   department_id department, size_t limit,
				   struct history_agent **out, size_t *n,
				   struct err *e)
{
	struct rows *r;

	*n = 0;
	*out = ARENA_ARRAY(a, limit, struct history_agent);
	if (db_query(db, a,
		     "SELECT p.id, p.name FROM department_member m"
		     " JOIN person p ON p.id = m.person_id"
		     " WHERE m.department_id = ? AND p.roles & ? <> 0"
		     " AND p.disabled_at IS NULL ORDER BY p.id LIMIT ?",
		     PARAMS(P_I64(department.n), P_I64(ROLE_AGENT),
			    P_I64((int64_t)limit)),
		     &r, e))
		return err_wrap(e, "list agents");
	while (*n < limit && rows_next(r)) {
		(*out)[*n].id.n = rows_i64(r);
		(*out)[(*n)++].name = rows_str(r);
	}
	return rows_end(&r, e);
}

/* ---- Tags and companies ----------------------------------------------------
 */

static enum err_kind find_or_make(struct db *db, struct arena *a,
				  const char *find, const char *make,
				  const char *name, const char *oid,
				  instant now, int64_t *id, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, find, PARAMS(P_STR(name)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found)
		*id = rows_i64(r);
	if (rows_end(&r, e) || found)
		return e->kind;
	if (db_exec(db, make, PARAMS(P_STR(oid), P_STR(name), P_AT(now)), NULL,
		    e))
		return e->kind;
	*id = db_last_id(db);
	return ERR_NONE;
}

enum err_kind history_store_tag(struct db *db, struct arena *a,
				const char *name, const char *oid, instant now,
				tag_id *id, struct err *e)
{
	if (find_or_make(db, a, "SELECT id FROM tag WHERE name = ?",
			 "INSERT INTO tag (oid, name, created_at)"
			 " VALUES (?, ?, ?)",
			 name, oid, now, &id->n, e))
		return err_wrap(e, "tag %.60s", name);
	return ERR_NONE;
}

enum err_kind history_store_company(struct db *db, struct arena *a,
				    const char *name, const char *oid,
				    instant now, company_id *id, struct err *e)
{
	if (find_or_make(db, a, "SELECT id FROM company WHERE name = ?",
			 "INSERT INTO company (oid, name, created_at)"
			 " VALUES (?, ?, ?)",
			 name, oid, now, &id->n, e))
		return err_wrap(e, "company %.60s", name);
	return ERR_NONE;
}

/* ---- Ids set aside ---------------------------------------------------------
 */

#define TRIES 5

/* A table, and the statements about its ids. */
struct counter {
	const char *next, *alter;
};

#define COUNTER(table)                                                         \
	{                                                                      \
		"SELECT COALESCE(MAX(id), 0) + 1 FROM " table,                 \
			"ALTER TABLE " table " AUTO_INCREMENT = "              \
	}

static const struct counter person_ids = COUNTER("person");
static const struct counter ticket_ids = COUNTER("ticket");
static const struct counter clock_ids = COUNTER("clock");
static const struct counter verdict_ids = COUNTER("verdict");
static const struct counter message_ids = COUNTER("message");
static const struct counter attachment_ids = COUNTER("attachment");

static enum err_kind next_free(struct db *db, struct arena *a,
			       const struct counter *c, int64_t *id,
			       struct err *e)
{
	struct rows *r;

	if (db_query(db, a, c->next, NO_PARAMS, &r, e))
		return e->kind;
	*id = rows_next(r) ? rows_i64(r) : 1;
	return rows_end(&r, e);
}

static enum err_kind advance(struct db *db, const struct counter *c, int64_t to,
			     struct err *e)
{
	struct sbuf sql = SBUF_INIT(200);
	enum err_kind kind;

	sbuf_str(&sql, c->alter);
	sbuf_i64(&sql, to);
	sbuf_char(&sql, ';');
	kind = db_run_script(db, sbuf_text(&sql), e);
	sbuf_release(&sql);
	return kind;
}

/*
 * The counter is moved behind the range; who took an id of it before that is
 * found afterwards, and it is tried again behind them.
 */
static enum err_kind set_aside(struct db *db, struct arena *a,
			       const struct counter *c, int64_t n,
			       int64_t *first, struct err *e)
{
	int64_t free;

	for (int i = 0; i < TRIES; i++) {
		if (next_free(db, a, c, first, e) ||
		    advance(db, c, *first + n, e) ||
		    next_free(db, a, c, &free, e))
			return e->kind;
		if (free == *first)
			return ERR_NONE;
	}
	return err_set(e, ERR_BUSY, "others keep taking ids");
}

enum err_kind history_store_set_aside(struct db *db, struct arena *a,
				      struct history_range *r, struct err *e)
{
	int64_t n = r->tickets * r->per_ticket;

	if (set_aside(db, a, &person_ids, r->people, &r->person, e) ||
	    set_aside(db, a, &ticket_ids, r->tickets, &r->ticket, e) ||
	    set_aside(db, a, &clock_ids, n, &r->clock, e) ||
	    set_aside(db, a, &verdict_ids, n, &r->verdict, e) ||
	    set_aside(db, a, &message_ids, n, &r->message, e) ||
	    set_aside(db, a, &attachment_ids, n, &r->attachment, e))
		return err_wrap(e, "set ids aside");
	return ERR_NONE;
}

/* ---- How far it got --------------------------------------------------------
 */

#define RUN                                                                    \
	"SELECT seed, tickets, open_tickets, until_at, days, departments,"     \
	" agents, customers, person_id, ticket_id, clock_id, verdict_id,"      \
	" message_id, attachment_id, done FROM sample_run"

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  const struct param *p, size_t np,
			  struct history_run *out, struct err *e)
{
	struct rows *r;
	bool found;

	*out = (struct history_run){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "find a sample");
	found = rows_next(r);
	if (found) {
		out->seed = rows_i64(r);
		out->tickets = rows_i64(r);
		out->open = rows_i64(r);
		out->until = rows_at(r);
		out->days = rows_i64(r);
		out->departments = rows_i64(r);
		out->agents = rows_i64(r);
		out->customers = rows_i64(r);
		out->ids.person = rows_i64(r);
		out->ids.ticket = rows_i64(r);
		out->ids.clock = rows_i64(r);
		out->ids.verdict = rows_i64(r);
		out->ids.message = rows_i64(r);
		out->ids.attachment = rows_i64(r);
		out->done = rows_i64(r) != 0;
	}
	if (rows_end(&r, e))
		return err_wrap(e, "find a sample");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such sample");
}

enum err_kind history_store_find(struct db *db, struct arena *a, int64_t seed,
				 struct history_run *out, struct err *e)
{
	return find(db, a, RUN " WHERE seed = ?", PARAMS(P_I64(seed)), out, e);
}

enum err_kind history_store_unfinished(struct db *db, struct arena *a,
				       struct history_run *out, struct err *e)
{
	return find(db, a, RUN " WHERE done = 0 ORDER BY seed LIMIT 1",
		    NO_PARAMS, out, e);
}

enum err_kind history_store_begin(struct db *db, const struct history_run *run,
				  struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO sample_run (seed, tickets, open_tickets,"
		    " until_at, days, departments, agents, customers,"
		    " person_id, ticket_id, clock_id, verdict_id, message_id,"
		    " attachment_id)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_I64(run->seed), P_I64(run->tickets),
			   P_I64(run->open), P_AT(run->until), P_I64(run->days),
			   P_I64(run->departments), P_I64(run->agents),
			   P_I64(run->customers), P_I64(run->ids.person),
			   P_I64(run->ids.ticket), P_I64(run->ids.clock),
			   P_I64(run->ids.verdict), P_I64(run->ids.message),
			   P_I64(run->ids.attachment)),
		    NULL, e))
		return err_wrap(e, "note the sample");
	return ERR_NONE;
}

enum err_kind history_store_done(struct db *db, int64_t seed, struct err *e)
{
	if (db_exec(db, "UPDATE sample_run SET done = 1 WHERE seed = ?",
		    PARAMS(P_I64(seed)), NULL, e))
		return err_wrap(e, "note that the sample is done");
	return ERR_NONE;
}

enum err_kind history_store_has(struct db *db, struct arena *a, ticket_id id,
				bool *has, struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT 1 FROM ticket WHERE id = ?",
		     PARAMS(P_I64(id.n)), &r, e))
		return err_wrap(e, "look for a ticket");
	*has = rows_next(r);
	return rows_end(&r, e);
}

enum err_kind history_store_count(struct db *db, struct arena *a,
				  ticket_id from, int64_t n, int64_t *count,
				  struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT COUNT(*) FROM ticket WHERE id >= ? AND id < ?",
		     PARAMS(P_I64(from.n), P_I64(from.n + n)), &r, e))
		return err_wrap(e, "count tickets");
	*count = rows_next(r) ? rows_i64(r) : 0;
	return rows_end(&r, e);
}
