#include "store/agent_list.h"

#include "base/str.h"
#include "store/person_words.h"
#include "store/sql_text.h"

#define COLUMNS "p.id, p.oid, p.name, p.email"
#define WORDS_MOST 5 /* of a search */

static void add_number(struct sql_text *q, const char *fragment, int64_t n)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, P_I64(n));
}

static void add_word(struct sql_text *q, const char *fragment, const char *text)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, P_STR(sql_text_begins(q->a, text)));
}

/* Are the viewer's own departments the bounds? */
static bool is_bounded(const struct agents_of *of)
{
	return !of->works_in.n && of->viewer && !of->viewer->everywhere;
}

/* What goes without looking at departments. */
static void add_filter(struct sql_text *q, const struct agents_of *of)
{
	if (!of->disabled)
		sql_text_add(q, " AND p.disabled_at IS NULL");
	if (of->but.n)
		add_number(q, " AND p.id <> ?", of->but.n);
}

/* All that makes somebody one of them. */
static void add_among(struct sql_text *q, const struct agents_of *of)
{
	add_filter(q, of);
	if (of->works_in.n) {
		add_number(q, " AND (p.roles & ? <> 0", ROLES_ADMIN);
		add_number(q, " OR (p.roles & ? <> 0", ROLE_AGENT);
		add_number(q,
			   " AND EXISTS (SELECT 1 FROM department_member m"
			   " WHERE m.person_id = p.id"
			   " AND m.department_id = ?)))",
			   of->works_in.n);
		return;
	}
	add_number(q, " AND p.roles & ? <> 0", of->roles);
	/* A value, as an EXISTS would first read all who share one. */
	if (is_bounded(of))
		add_number(q,
			   " AND (SELECT 1 FROM department_member m"
			   " JOIN department_member mine"
			   " ON mine.department_id = m.department_id"
			   " WHERE m.person_id = p.id AND mine.person_id = ?"
			   " LIMIT 1) = 1",
			   of->viewer->person.n);
}

static enum err_kind read_people(struct sql_text *q, struct db *db,
				 size_t limit, struct people *out,
				 struct err *e)
{
	struct rows *r;

	out->v = ARENA_ARRAY(q->a, limit, struct person);
	out->n = 0;
	if (sql_text_query(q, db, &r, e))
		return err_wrap(e, "list agents");
	while (out->n < limit && rows_next(r)) {
		struct person *p = &out->v[out->n++];

		*p = (struct person){ .id = { rows_i64(r) } };
		p->oid = rows_str(r);
		p->name = rows_str(r);
		p->email = rows_str(r);
	}
	return rows_end(&r, e);
}

/* ---- As long as they are few --------------------------------------------- */

/* Whoever has one of these roles has no smaller number: so the index helps. */
static void add_by_roles(struct sql_text *q, const struct agents_of *of,
			 unsigned roles)
{
	add_number(q,
		   "SELECT " COLUMNS " FROM person p"
		   " FORCE INDEX (person_roles) WHERE p.roles >= ?",
		   roles & (~roles + 1));
	add_number(q, " AND p.roles & ? <> 0", roles);
	add_filter(q, of);
}

static void add_members(struct sql_text *q, const struct agents_of *of)
{
	add_number(q,
		   "SELECT " COLUMNS " FROM department_member m"
		   " STRAIGHT_JOIN person p ON p.id = m.person_id"
		   " WHERE m.department_id = ?",
		   of->works_in.n);
	add_number(q, " AND p.roles & ? <> 0", ROLE_AGENT);
	add_filter(q, of);
}

static void add_colleagues(struct sql_text *q, const struct agents_of *of)
{
	add_number(q,
		   "SELECT DISTINCT " COLUMNS " FROM department_member mine"
		   " STRAIGHT_JOIN department_member m"
		   " ON m.department_id = mine.department_id"
		   " STRAIGHT_JOIN person p ON p.id = m.person_id"
		   " WHERE mine.person_id = ?",
		   of->viewer->person.n);
	add_number(q, " AND p.roles & ? <> 0", of->roles);
	add_filter(q, of);
}

/* Reading ends with the first that is too much; then what there is is sorted.
 */
enum err_kind agent_list_few(struct db *db, struct arena *a,
			     const struct agents_of *of, size_t limit,
			     struct people *out, bool *many, struct err *e)
{
	const int64_t most = (int64_t)limit + 1;
	struct sql_text q;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT DISTINCT " COLUMNS
			 " FROM (SELECT id, oid, name, email FROM (");
	if (of->works_in.n) {
		add_by_roles(&q, of, ROLES_ADMIN);
		add_number(&q,
			   " LIMIT ?) everywhere UNION SELECT id, oid, name, "
			   "email FROM (",
			   most);
		add_members(&q, of);
	} else if (is_bounded(of)) {
		add_colleagues(&q, of);
	} else {
		add_by_roles(&q, of, of->roles);
	}
	add_number(&q, " LIMIT ?) some) p ORDER BY p.name, p.id", most);
	add_number(&q, " LIMIT ?", most);
	if (read_people(&q, db, limit + 1, out, e))
		return e->kind;
	*many = out->n > limit;
	if (*many)
		out->n = 0;
	return ERR_NONE;
}

/* ---- By what was typed --------------------------------------------------- */

/* The last label of an address is among nobody's words. */
static const char *without_last_label(struct arena *a, const char *q)
{
	const char *at = strchr(q, '@'), *dot = strrchr(q, '.');

	return at && dot && dot > at ? arena_copy(a, q, (size_t)(dot - q)) : q;
}

/* Whose whole name or address it is: more of it cannot be typed. */
static enum err_kind find_called(struct db *db, struct arena *a,
				 const struct agents_of *of, const char *q,
				 size_t limit, struct people *out,
				 struct err *e)
{
	struct sql_text sql;

	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT " COLUMNS " FROM person p WHERE ");
	if (strchr(q, '@')) {
		sql_text_add(&sql, "p.email = ?");
		sql_text_bind(&sql, P_STR(person_store_address(a, q)));
	} else {
		sql_text_add(&sql, "p.name = ?");
		sql_text_bind(&sql, P_STR(q));
	}
	add_among(&sql, of);
	add_number(&sql, " ORDER BY p.name, p.id LIMIT ?", (int64_t)limit);
	return read_people(&sql, db, limit, out, e);
}

/* Which of those who fit these are is the index's choice. */
static enum err_kind find_begun(struct db *db, struct arena *a,
				const struct agents_of *of, const char *q,
				const char *const *words, size_t n,
				size_t limit, struct people *out, struct err *e)
{
	struct sql_text sql;

	sql_text_init(&sql, a);
	add_word(&sql,
		 "SELECT " COLUMNS " FROM (SELECT DISTINCT " COLUMNS
		 " FROM person_word w FORCE INDEX (person_word_staff)"
		 " STRAIGHT_JOIN person p ON p.id = w.person_id"
		 " WHERE w.staff = 1 AND w.word LIKE ?",
		 words[0]);
	for (size_t i = 1; i < n; i++)
		add_word(&sql,
			 " AND EXISTS (SELECT 1 FROM person_word x"
			 " FORCE INDEX (person_word_person)"
			 " WHERE x.person_id = p.id AND x.word LIKE ?)",
			 words[i]);
	if (strchr(q, '@'))
		add_word(&sql, " AND p.email LIKE ?",
			 person_store_address(a, q));
	add_among(&sql, of);
	add_number(&sql, " LIMIT ?) p ORDER BY p.name, p.id", (int64_t)limit);
	return read_people(&sql, db, limit, out, e);
}

static bool has(const struct people *p, person_id id)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].id.n == id.n)
			return true;
	return false;
}

enum err_kind agent_list_find(struct db *db, struct arena *a,
			      const struct agents_of *of, const char *q,
			      size_t limit, struct people *out, struct err *e)
{
	const char *words[WORDS_MOST];
	size_t n = person_words_of(a, without_last_label(a, q), words,
				   WORDS_MOST);
	struct people begun;

	*out = (struct people){ 0 };
	if (n == 0) /* nothing that could be in a name */
		return ERR_NONE;
	if (find_called(db, a, of, q, limit, out, e) ||
	    find_begun(db, a, of, q, words, n, limit, &begun, e))
		return e->kind;
	for (size_t i = 0; i < begun.n && out->n < limit; i++)
		if (!has(out, begun.v[i].id))
			out->v[out->n++] = begun.v[i];
	return ERR_NONE;
}

static enum err_kind find_one(struct db *db, struct arena *a,
			      const struct agents_of *of, const char *which,
			      struct param value, struct person *out,
			      struct err *e)
{
	struct people found;
	struct sql_text q;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT " COLUMNS " FROM person p WHERE ");
	sql_text_add(&q, which);
	sql_text_bind(&q, value);
	add_among(&q, of);
	if (read_people(&q, db, 1, &found, e))
		return e->kind;
	if (found.n == 0)
		return err_set(e, ERR_NOT_FOUND, "none of these agents");
	*out = found.v[0];
	return ERR_NONE;
}

enum err_kind agent_list_id(struct db *db, struct arena *a,
			    const struct agents_of *of, person_id id,
			    struct person *out, struct err *e)
{
	return find_one(db, a, of, "p.id = ?", P_I64(id.n), out, e);
}

enum err_kind agent_list_oid(struct db *db, struct arena *a,
			     const struct agents_of *of, const char *oid,
			     struct person *out, struct err *e)
{
	return find_one(db, a, of, "p.oid = ?", P_STR(oid), out, e);
}
