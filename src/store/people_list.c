#include "store/people_list.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/access.h"
#include "store/key_page.h"
#include "store/person_store.h"
#include "store/person_words.h"
#include "store/sql_text.h"

#define WORDS_MOST 5 /* of a search */

/* What a row shows; p is cut to a page before the rest is looked up. */
#define STAFF                                                                  \
	"SELECT p.id, p.oid, p.name, p.email, p.roles, p.disabled_at,"         \
	" p.password_hash IS NULL,"                                            \
	" COALESCE((SELECT GROUP_CONCAT(d.name ORDER BY d.name SEPARATOR ', "  \
	"')"                                                                   \
	" FROM department_member m JOIN department d"                          \
	" ON d.id = m.department_id WHERE m.person_id = p.id), ''),"           \
	" (SELECT MAX(s.seen_at) FROM session s WHERE s.person_id = p.id),"    \
	" NULL, NULL, 0 FROM (SELECT id, oid, name, email, roles, "            \
	"disabled_at,"                                                         \
	" password_hash FROM person FORCE INDEX (person_roles) WHERE roles > " \
	"?"
#define CUSTOMER                                                               \
	"SELECT p.id, p.oid, p.name, p.email, p.roles, p.disabled_at,"         \
	" p.password_hash IS NULL, '', NULL, c.oid, c.name, p.sees_company"
#define COMPANY " LEFT JOIN company c ON c.id = p.company_id"

static void read_row(struct rows *r, struct people_row *p)
{
	p->id.n = rows_i64(r);
	p->oid = rows_str(r);
	p->name = rows_str(r);
	p->email = rows_str(r);
	p->roles = (unsigned)rows_i64(r);
	p->disabled = rows_at(r) != INSTANT_NONE;
	p->invited = rows_i64(r) != 0;
	p->departments = rows_str(r);
	p->seen = rows_at(r);
	p->company_oid = rows_str(r);
	p->company_name = rows_str(r);
	p->sees_company = rows_i64(r) != 0;
}

/* What a search is made of. */
struct ask {
	struct sql_text q;
	const struct people_search *s;
	struct person key; /* id 0: none */
	bool back;
	size_t limit;
};

static enum err_kind begin(struct ask *ask, struct db *db, struct arena *a,
			   const struct people_search *s, struct err *e)
{
	*ask = (struct ask){ .s = s, .limit = LIMIT_PAGE_ROWS };
	sql_text_init(&ask->q, a);
	if (!str_empty(s->key) &&
	    person_store_find_oid(db, a, s->key, &ask->key, e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
		ask->key = (struct person){ 0 };
	}
	ask->back = s->back && ask->key.id.n;
	return ERR_NONE;
}

/* One row more than fits tells that there is more. */
static enum err_kind run(struct ask *ask, struct db *db, struct arena *a,
			 struct people_page *out, struct err *e)
{
	bool more = false;
	struct rows *r;

	*out = (struct people_page){
		.rows = ARENA_ARRAY(a, ask->limit, struct people_row),
	};
	if (sql_text_query(&ask->q, db, &r, e))
		return err_wrap(e, "list people");
	while (rows_next(r)) {
		more = out->n == ask->limit;
		if (more)
			break;
		read_row(r, &out->rows[out->n++]);
	}
	key_page_end(out->rows, out->n, sizeof(*out->rows), ask->back,
		     ask->key.id.n != 0, more, &out->before, &out->after);
	return rows_end(&r, e);
}

static void add_number(struct ask *ask, const char *fragment, int64_t n)
{
	sql_text_add(&ask->q, fragment);
	sql_text_bind(&ask->q, P_I64(n));
}

static void add_limit(struct ask *ask)
{
	add_number(ask, " LIMIT ?", (int64_t)ask->limit + 1);
}

/* By name: after the key, or before it, and in that order. */
static void add_by_name(struct ask *ask)
{
	if (ask->key.id.n) {
		sql_text_add(&ask->q,
			     ask->back ? " AND (name < ? OR (name = ? AND"
					 " id < ?))"
				       : " AND (name > ? OR (name = ? AND"
					 " id > ?))");
		sql_text_bind(&ask->q, P_STR(ask->key.name));
		sql_text_bind(&ask->q, P_STR(ask->key.name));
		sql_text_bind(&ask->q, P_I64(ask->key.id.n));
	}
	sql_text_add(&ask->q, ask->back ? " ORDER BY name DESC, id DESC"
					: " ORDER BY name, id");
	add_limit(ask);
}

static void add_last_order(struct ask *ask)
{
	sql_text_add(&ask->q, ask->back ? " ORDER BY p.name DESC, p.id DESC"
					: " ORDER BY p.name, p.id");
}

/* ---- Staff --------------------------------------------------------------- */

static const char *const states[] = {
	[PEOPLE_HERE] = " AND disabled_at IS NULL",
	[PEOPLE_ACTIVE] = " AND disabled_at IS NULL"
			  " AND password_hash IS NOT NULL",
	[PEOPLE_INVITED] = " AND disabled_at IS NULL AND password_hash IS NULL",
	[PEOPLE_DISABLED] = " AND disabled_at IS NOT NULL",
};

enum err_kind people_list_staff(struct db *db, struct arena *a,
				const struct people_search *s,
				struct people_page *out, struct err *e)
{
	struct ask ask;

	if (begin(&ask, db, a, s, e))
		return e->kind;
	/* Mere customers have the smallest number: the index leaves them out.
	 */
	add_number(&ask, STAFF, ROLE_CUSTOMER);
	sql_text_add(&ask.q, states[s->state]);
	if (s->roles)
		add_number(&ask, " AND roles & ? <> 0", s->roles);
	if (s->department.n)
		add_number(&ask,
			   " AND id IN (SELECT person_id FROM department_member"
			   " WHERE department_id = ?)",
			   s->department.n);
	if (!str_empty(s->q)) {
		sql_text_add(&ask.q, " AND (name LIKE ? OR email LIKE ?)");
		sql_text_bind(&ask.q, P_STR(sql_text_holds(a, s->q)));
		sql_text_bind(&ask.q, P_STR(sql_text_holds(a, s->q)));
	}
	add_by_name(&ask);
	sql_text_add(&ask.q, ") p");
	add_last_order(&ask);
	return run(&ask, db, a, out, e);
}

/* ---- Customers ----------------------------------------------------------- */

static void all_customers(struct ask *ask)
{
	sql_text_add(&ask->q, CUSTOMER
		     " FROM (SELECT id, oid, name, email, roles, disabled_at, "
		     "password_hash, company_id, sees_company FROM person");
	if (ask->s->company.n)
		add_number(ask,
			   " FORCE INDEX (person_company) WHERE company_id = ?",
			   ask->s->company.n);
	else
		sql_text_add(&ask->q, " FORCE INDEX (person_name) WHERE 1");
	add_number(ask, " AND roles & ? <> 0", ROLE_CUSTOMER);
	add_by_name(ask);
	sql_text_add(&ask->q, ") p" COMPANY);
	add_last_order(ask);
}

static void by_address(struct ask *ask, struct arena *a)
{
	sql_text_add(&ask->q,
		     CUSTOMER " FROM person p" COMPANY " WHERE p.email LIKE ?");
	sql_text_bind(&ask->q, P_STR(sql_text_begins(
				       a, person_store_address(a, ask->s->q))));
	add_number(ask, " AND p.roles & ? <> 0", ROLE_CUSTOMER);
	if (ask->key.id.n) {
		sql_text_add(&ask->q, ask->back ? " AND p.email < ?"
						: " AND p.email > ?");
		sql_text_bind(&ask->q, P_STR(ask->key.email));
	}
	sql_text_add(&ask->q, ask->back ? " ORDER BY p.email DESC"
					: " ORDER BY p.email");
	add_limit(ask);
}

/* The rarest word leads, as far as its length tells. */
static void longest_first(const char **words, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (strlen(words[i]) > strlen(words[0])) {
			const char *other = words[0];

			words[0] = words[i];
			words[i] = other;
		}
}

static void add_words(struct ask *ask, struct arena *a, const char **words,
		      size_t n)
{
	const char *first = sql_text_begins(a, words[0]);

	sql_text_add(&ask->q, " WHERE w.word LIKE ?");
	sql_text_bind(&ask->q, P_STR(first));
	/* Each person once, by the first of their words that fits. */
	sql_text_add(&ask->q, " AND NOT EXISTS (SELECT 1 FROM person_word y"
			      " FORCE INDEX (person_word_person)"
			      " WHERE y.person_id = w.person_id"
			      " AND y.word LIKE ? AND y.id < w.id)");
	sql_text_bind(&ask->q, P_STR(first));
	for (size_t i = 1; i < n; i++) {
		sql_text_add(&ask->q, " AND EXISTS (SELECT 1 FROM person_word x"
				      " FORCE INDEX (person_word_person)"
				      " WHERE x.person_id = w.person_id"
				      " AND x.word LIKE ?)");
		sql_text_bind(&ask->q, P_STR(sql_text_begins(a, words[i])));
	}
	add_number(ask, " AND p.roles & ? <> 0", ROLE_CUSTOMER);
	if (ask->s->company.n)
		add_number(ask, " AND p.company_id = ?", ask->s->company.n);
}

/* Where the key's person stands in this list. */
static enum err_kind find_word(struct ask *ask, struct db *db, struct arena *a,
			       const char *first, const char **word,
			       int64_t *id, struct err *e)
{
	struct rows *r;

	*word = NULL;
	if (!ask->key.id.n)
		return ERR_NONE;
	if (db_query(db, a,
		     "SELECT word, id FROM person_word WHERE person_id = ?"
		     " AND word LIKE ? ORDER BY id LIMIT 1",
		     PARAMS(P_I64(ask->key.id.n),
			    P_STR(sql_text_begins(a, first))),
		     &r, e))
		return e->kind;
	if (rows_next(r)) {
		*word = rows_str(r);
		*id = rows_i64(r);
	}
	return rows_end(&r, e);
}

static enum err_kind by_words(struct ask *ask, struct db *db, struct arena *a,
			      const char **words, size_t n, struct err *e)
{
	const char *word;
	int64_t id = 0;

	longest_first(words, n);
	if (find_word(ask, db, a, words[0], &word, &id, e))
		return err_wrap(e, "find people");
	if (!word)
		ask->key.id.n = ask->back = 0;
	sql_text_add(&ask->q, CUSTOMER " FROM person_word w JOIN person p"
				       " ON p.id = w.person_id" COMPANY);
	add_words(ask, a, words, n);
	if (word) {
		sql_text_add(&ask->q, ask->back
					      ? " AND (w.word < ? OR"
						" (w.word = ? AND w.id < ?))"
					      : " AND (w.word > ? OR"
						" (w.word = ? AND w.id > ?))");
		sql_text_bind(&ask->q, P_STR(word));
		sql_text_bind(&ask->q, P_STR(word));
		sql_text_bind(&ask->q, P_I64(id));
	}
	sql_text_add(&ask->q, ask->back ? " ORDER BY w.word DESC, w.id DESC"
					: " ORDER BY w.word, w.id");
	add_limit(ask);
	return ERR_NONE;
}

static enum err_kind fill(struct ask *ask, struct db *db, struct arena *a,
			  struct err *e)
{
	const char *words[WORDS_MOST];
	size_t n;

	if (str_empty(ask->s->q)) {
		all_customers(ask);
		return ERR_NONE;
	}
	if (strchr(ask->s->q, '@') && ask->s->q[0] != '@') {
		by_address(ask, a);
		return ERR_NONE;
	}
	n = person_words_of(a, ask->s->q, words, WORDS_MOST);
	if (n == 0) /* nothing that could be in a name */
		words[n++] = ask->s->q;
	return by_words(ask, db, a, words, n, e);
}

enum err_kind people_list_customers(struct db *db, struct arena *a,
				    const struct people_search *s,
				    struct people_page *out, struct err *e)
{
	struct ask ask;

	if (begin(&ask, db, a, s, e) || fill(&ask, db, a, e))
		return e->kind;
	return run(&ask, db, a, out, e);
}

enum err_kind people_list_suggest(struct db *db, struct arena *a, const char *q,
				  size_t limit, struct people_page *out,
				  struct err *e)
{
	const struct people_search s = { .q = q };
	struct people_page all;

	*out = (struct people_page){ 0 };
	if (str_empty(q))
		return ERR_NONE;
	if (people_list_customers(db, a, &s, &all, e))
		return e->kind;
	out->rows = all.rows;
	for (size_t i = 0; i < all.n && out->n < limit; i++)
		if (!all.rows[i].disabled)
			out->rows[out->n++] = all.rows[i];
	return ERR_NONE;
}
