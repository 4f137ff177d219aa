#include "store/attachment_store.h"

#include "base/limits.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

static void read_attachment(struct rows *r, struct attachment *out)
{
	const char *hash;
	size_t n;

	out->oid = rows_str(r);
	out->name = rows_str(r);
	out->type = (enum file_type)rows_i64(r);
	out->size = rows_i64(r);
	hash = rows_bytes(r, &n);
	memset(out->hash, 0, RNG_HASH_LEN);
	if (hash && n <= RNG_HASH_LEN)
		memcpy(out->hash, hash, n);
	out->message = rows_str(r);
}

/* The file, where it belongs, and who may read what it came with. */
static enum err_kind read_one(struct db *db, struct arena *a, const char *oid,
			      struct attachment *out, const char **code,
			      enum visibility *visibility, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a,
		     "SELECT a.oid, a.name, a.type, a.size, a.hash, m.oid,"
		     " t.code, m.visibility FROM attachment a"
		     " JOIN message m ON m.id = a.message_id"
		     " JOIN ticket t ON t.id = a.ticket_id WHERE a.oid = ?",
		     PARAMS(P_STR(oid)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		read_attachment(r, out);
		*code = rows_str(r);
		*visibility = (enum visibility)rows_i64(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such file");
}

enum err_kind attachment_store_find(struct db *db, struct arena *a,
				    const struct viewer *v, const char *oid,
				    struct attachment *out, struct err *e)
{
	enum visibility visibility = VISIBLE_STAFF;
	const char *code = NULL;
	struct access_ticket at;
	struct ticket_view t;

	if (read_one(db, a, oid, out, &code, &visibility, e) ||
	    ticket_store_find(db, a, v, code, &t, e))
		return err_wrap(e, "find file");
	at = ticket_store_access(&t.row, &t.state);
	if (visibility != VISIBLE_PUBLIC && !access_see_as_staff(v, &at))
		return err_set(e, ERR_NOT_FOUND, "find file: of a note");
	return ERR_NONE;
}

enum err_kind attachment_store_list(struct db *db, struct arena *a,
				    ticket_id ticket, bool staff, int64_t from,
				    int64_t before, struct attachments *out,
				    struct err *e)
{
	const int64_t most = LIMIT_PAGE_MESSAGES * LIMIT_FILES;
	struct rows *r;

	out->n = 0;
	out->v = ARENA_ARRAY(a, (size_t)most, struct attachment);
	if (db_query(db, a,
		     "SELECT a.oid, a.name, a.type, a.size, a.hash, m.oid"
		     " FROM attachment a JOIN message m ON m.id = a.message_id"
		     " WHERE a.ticket_id = ? AND m.visibility <= ?"
		     " AND m.seq >= ? AND m.seq < ?"
		     " ORDER BY a.message_id, a.position LIMIT ?",
		     PARAMS(P_I64(ticket.n),
			    P_I64(staff ? VISIBLE_STAFF : VISIBLE_PUBLIC),
			    P_I64(from), P_I64(before), P_I64(most)),
		     &r, e))
		return err_wrap(e, "list files");
	while (out->n < (size_t)most && rows_next(r))
		read_attachment(r, &out->v[out->n++]);
	return rows_end(&r, e);
}

static enum err_kind find_message(struct db *db, struct arena *a,
				  const char *oid, int64_t *id, int64_t *ticket,
				  struct err *e)
{
	struct rows *r;

	*id = 0;
	if (db_query(db, a, "SELECT id, ticket_id FROM message WHERE oid = ?",
		     PARAMS(P_STR(oid)), &r, e))
		return e->kind;
	if (rows_next(r)) {
		*id = rows_i64(r);
		*ticket = rows_i64(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return *id ? ERR_NONE : err_set(e, ERR_BROKEN, "no such message");
}

#define ADD_VALUES 10
#define ADD                                                                    \
	"INSERT INTO attachment (oid, ticket_id, message_id, position, name,"  \
	" type, size, hash, person_id, created_at)"                            \
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

/* A file as it is added: ${u} at its place of that message. */
struct adding {
	int64_t ticket, message, position;
	const struct upload *u;
};

static void bind_file(struct arena *a, const struct adding *f, instant now,
		      struct param *p)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	const struct param values[ADD_VALUES] = {
		P_STR(arena_str(a, oid)), P_I64(f->ticket),
		P_I64(f->message),        P_I64(f->position),
		P_STR(f->u->name),        P_I64(f->u->type),
		P_I64(f->u->size),        P_BYTES(f->u->hash, RNG_HASH_LEN),
		P_ID(f->u->person.n),     P_I64(now),
	};
	memcpy(p, values, sizeof(values));
}

enum err_kind attachment_store_add(struct db *db, struct arena *a,
				   const char *message, const struct upload *u,
				   size_t n, instant now, struct err *e)
{
	struct param *p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);
	struct adding f = { .ticket = 0 };

	if (find_message(db, a, message, &f.message, &f.ticket, e))
		return err_wrap(e, "attach files");
	for (size_t i = 0; i < n; i++) {
		f.position = (int64_t)i;
		f.u = &u[i];
		bind_file(a, &f, now, p + i * ADD_VALUES);
	}
	if (db_exec_rows(db, ADD, p, ADD_VALUES, n, e))
		return err_wrap(e, "attach files");
	return ERR_NONE;
}

static void read_copy(struct rows *r, struct upload *u, struct adding *f)
{
	struct attachment of;

	*u = (struct upload){ 0 };
	f->message = rows_i64(r);
	f->position = rows_i64(r);
	read_attachment(r, &of);
	u->name = of.name;
	u->type = of.type;
	u->size = of.size;
	memcpy(u->hash, of.hash, RNG_HASH_LEN);
	f->u = u;
}

enum err_kind attachment_store_copy(struct db *db, struct arena *a,
				    ticket_id ticket, size_t most, instant now,
				    struct err *e)
{
	struct param *p = ARENA_ARRAY(a, most * ADD_VALUES, struct param);
	struct upload *u = ARENA_ARRAY(a, most, struct upload);
	struct rows *r;
	size_t n = 0;

	if (db_query(db, a,
		     "SELECT m.id, o.position, o.oid, o.name, o.type, o.size,"
		     " o.hash, NULL FROM message m JOIN attachment o"
		     " ON o.message_id = m.copy_of WHERE m.ticket_id = ?"
		     " ORDER BY m.id, o.position LIMIT ?",
		     PARAMS(P_I64(ticket.n), P_I64((int64_t)most)), &r, e))
		return err_wrap(e, "find files to copy");
	while (n < most && rows_next(r)) {
		struct adding f = { .ticket = ticket.n };

		read_copy(r, &u[n], &f);
		bind_file(a, &f, now, p + n * ADD_VALUES);
		n++;
	}
	if (rows_end(&r, e) || db_exec_rows(db, ADD, p, ADD_VALUES, n, e))
		return err_wrap(e, "copy files");
	return ERR_NONE;
}
