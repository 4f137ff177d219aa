/* Rules, read whole. */
#include "store/rule_store.h"

#include "base/limits.h"
#include "base/str.h"
#include "store/sql_text.h"

enum err_kind rule_store_state(struct db *db, struct arena *a, int64_t *version,
			       int64_t *applied, struct err *e)
{
	struct rows *r;

	*version = *applied = 0;
	if (db_query(db, a,
		     "SELECT (SELECT version FROM rule_state),"
		     " (SELECT MAX(id) FROM applied_change)",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "look whether rules changed");
	if (rows_next(r)) {
		*version = rows_i64(r);
		*applied = rows_i64(r);
	}
	return rows_end(&r, e);
}

enum err_kind rule_store_names(struct db *db, struct arena *a,
			       enum rule_field field, int64_t id, int64_t *n,
			       struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT COUNT(DISTINCT r.id) FROM rule_value w"
		     " JOIN rule_condition c ON c.id = w.rule_condition_id"
		     " AND c.field = ?"
		     " JOIN rule_version v ON v.id = c.rule_version_id"
		     " JOIN rule r ON r.id = v.rule_id AND r.version = v.number"
		     " AND r.archived_at IS NULL WHERE w.ref = ?",
		     PARAMS(P_I64(field), P_I64(id)), &r, e))
		return err_wrap(e, "look which rules name it");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}

/* ---- Which rules ----------------------------------------------------------
 */

/* What is asked for: those of a kind as they are, or versions by id. */
struct wanted {
	struct db *db;
	struct arena *a;
	enum rule_kind kind;
	const int64_t *ids; /* NULL: of the kind */
	size_t n;
	struct rule_rows *out;
};

/* FROM to WHERE; the rule is r, its version v. */
static void add_from(struct sql_text *q, const struct wanted *w,
		     const char *more)
{
	sql_text_add(q, " FROM rule r JOIN rule_version v ON v.rule_id = r.id");
	sql_text_add(q, more);
	if (w->ids) {
		sql_text_add(q, " WHERE v.id IN ");
		sql_text_add_ids(q, w->ids, w->n);
		return;
	}
	sql_text_add(q, " WHERE v.number = r.version AND r.kind = ?"
			" AND r.archived_at IS NULL");
	sql_text_bind(q, P_I64(w->kind));
}

static enum err_kind ask(const struct wanted *w, const char *columns,
			 const char *more, const char *order, struct rows **r,
			 struct err *e)
{
	struct sql_text q;

	sql_text_init(&q, w->a);
	sql_text_add(&q, columns);
	add_from(&q, w, more);
	sql_text_add(&q, order);
	return sql_text_query(&q, w->db, r, e);
}

static void read_rule(struct rows *r, struct rule_row *out)
{
	struct rule_draft *is = &out->is;

	*out = (struct rule_row){ .id = rows_i64(r) };
	out->version = rows_i64(r);
	out->number = (int32_t)rows_i64(r);
	out->oid = rows_str(r);
	is->kind = (enum rule_kind)rows_i64(r);
	is->name = rows_str(r);
	is->note = rows_str(r);
	is->active = rows_i64(r) != 0;
	is->stops = rows_i64(r) != 0;
	is->keeps = rows_i64(r) != 0;
	is->triggers = (unsigned)rows_i64(r);
	out->changed = rows_at(r);
	out->archived = rows_at(r);
	out->changed_by = rows_str(r);
}

static enum err_kind read_rules(struct wanted *w, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*w->out = (struct rule_rows){ 0 };
	if (ask(w,
		"SELECT r.id, v.id, v.number, r.oid, r.kind, v.name, v.note,"
		" v.active, v.stops, v.keeps, v.triggers, v.created_at,"
		" r.archived_at, p.name",
		" LEFT JOIN person p ON p.id = v.created_by",
		" ORDER BY r.position, r.id, v.number", &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(w->a, w->out->v, w->out->n, cap);
		read_rule(r, &w->out->v[w->out->n++]);
	}
	return rows_end(&r, e);
}

/* ---- What they ask --------------------------------------------------------
 */

/* Conditions come rule by rule in the order of the rules; the next one's. */
static struct rule_row *rule_of(const struct wanted *w, int64_t version,
				size_t *at)
{
	for (size_t i = 0; i < w->out->n; i++) {
		struct rule_row *rule = &w->out->v[(*at + i) % w->out->n];

		if (rule->version == version) {
			*at = (size_t)(rule - w->out->v);
			return rule;
		}
	}
	return NULL;
}

/* A condition of a rule, while they are read. */
struct reading {
	struct rule_condition c;
	int64_t version, group;
	size_t capids, captexts, capnames;
	bool moved; /* a tag that it names became another */
};

struct conditions {
	struct reading *v;
	size_t n, cap;
};

static void name_field(struct rule_condition *c, instant of, const char *name)
{
	static const char *const whose[] = { "ticket", "customer", "company" };

	if (c->custom == 0)
		return;
	if (of == INSTANT_NONE || of < 0 || of >= (int64_t)COUNT_OF(whose)) {
		c->invalid = "The custom field that it asks is gone.";
		return;
	}
	c->of = whose[of];
	c->label = name;
}

static void read_condition(struct rows *r, struct reading *out)
{
	struct rule_condition *c = &out->c;
	int64_t field, type, op;
	instant about;

	out->version = rows_i64(r);
	c->id = rows_i64(r);
	out->group = rows_i64(r);
	field = rows_i64(r);
	c->custom = rows_i64(r);
	c->metric = (int)rows_i64(r);
	type = rows_i64(r);
	op = rows_i64(r);
	c->number = rows_i64(r);
	about = rows_at(r);
	name_field(c, about, rows_str(r));
	if (field < 0 || field >= RULE_FIELD_N || type < 0 ||
	    type >= RULE_TYPE_N || op < 0 || op >= RULE_OP_N) {
		c->invalid = "This program does not know what it asks.";
		return;
	}
	c->field = (enum rule_field)field;
	c->type = (enum rule_type)type;
	c->op = (enum rule_op)op;
}

static enum err_kind read_conditions(const struct wanted *w,
				     struct conditions *all, struct err *e)
{
	struct rows *r;

	if (ask(w,
		"SELECT v.id, c.id, c.grp, c.field, c.custom_id, c.metric,"
		" c.type, c.op, c.number, f.about, f.name",
		" JOIN rule_condition c ON c.rule_version_id = v.id"
		" LEFT JOIN field f ON f.id = c.custom_id",
		" ORDER BY r.position, r.id, v.number, c.grp, c.position", &r,
		e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(w->a, all->v, all->n, all->cap);
		read_condition(r, &all->v[all->n++]);
	}
	return rows_end(&r, e);
}

static struct reading *condition_of(struct conditions *all, int64_t id,
				    size_t *at)
{
	for (size_t i = 0; i < all->n; i++) {
		struct reading *c = &all->v[(*at + i) % all->n];

		if (c->c.id == id) {
			*at = (size_t)(c - all->v);
			return c;
		}
	}
	return NULL;
}

/* A value of a condition: its number, and its words. */
static void add_value(struct arena *a, struct reading *c, instant ref,
		      const char *text)
{
	int64_t *ids = (int64_t *)(uintptr_t)c->c.ids;
	const char **words = (const char **)(uintptr_t)(ref == INSTANT_NONE
								? c->c.texts
								: c->c.names);

	if (ref == INSTANT_NONE) {
		ARENA_ROOM(a, words, c->c.ntexts, c->captexts);
		words[c->c.ntexts++] = text;
		c->c.texts = words;
		return;
	}
	ARENA_ROOM(a, ids, c->c.nids, c->capids);
	ARENA_ROOM(a, words, c->c.nids, c->capnames);
	ids[c->c.nids] = ref;
	words[c->c.nids++] = text;
	c->c.ids = ids;
	c->c.names = words;
}

static enum err_kind read_values(const struct wanted *w, struct conditions *all,
				 struct err *e)
{
	size_t at = 0;
	struct rows *r;

	if (ask(w, "SELECT c.id, x.ref, x.text",
		" JOIN rule_condition c ON c.rule_version_id = v.id"
		" JOIN rule_value x ON x.rule_condition_id = c.id",
		" ORDER BY r.position, r.id, v.number, c.grp, c.position,"
		" x.position",
		&r, e))
		return e->kind;
	while (rows_next(r)) {
		struct reading *c = condition_of(all, rows_i64(r), &at);
		instant ref = rows_at(r);
		const char *text = rows_str(r);

		if (c)
			add_value(w->a, c, ref, text);
	}
	return rows_end(&r, e);
}

/* ---- What they name, as it is now -----------------------------------------
 */

/*
 * The rows that conditions on a field can name: of each value that one does,
 * the id it stands for now (NULL: it is gone), and what that is called.
 */
struct noun {
	enum rule_field field;
	const char *join, *columns;
	const char *what;
};

/* clang-format off */
static const struct noun nouns[] = {
	{ RULE_TAGS, " LEFT JOIN tag n ON n.id = x.ref"
	  " LEFT JOIN tag m ON m.id = n.merged_into",
	  "COALESCE(m.id, n.id), COALESCE(m.name, n.name)",
	  "tag" },
	{ RULE_DEPARTMENT, " LEFT JOIN department n ON n.id = x.ref",
	  "n.id, n.name", "department" },
	{ RULE_LEVEL, " LEFT JOIN level n ON n.id = x.ref",
	  "n.id, n.name", "level" },
	{ RULE_ASSIGNEE, " LEFT JOIN person n ON n.id = x.ref",
	  "n.id, n.name", "person" },
	{ RULE_REQUESTER, " LEFT JOIN person n ON n.id = x.ref",
	  "n.id, n.name", "person" },
	{ RULE_CUSTOM, " LEFT JOIN field_choice n ON n.id = x.ref",
	  "n.id, n.name", "choice" },
	{ RULE_GROUPS, " LEFT JOIN customer_group n ON n.id = x.ref",
	  "n.id, n.name", "group" },
	{ RULE_COMPANY, " LEFT JOIN company n ON n.id = x.ref",
	  "n.id, n.name", "company" },
};
/* clang-format on */

static void take_noun(struct arena *a, const struct noun *noun,
		      struct rule_condition *c, int64_t ref, int64_t now,
		      const char *name)
{
	for (size_t i = 0; i < c->nids; i++) {
		if (c->ids[i] != ref)
			continue;
		if (now == 0) {
			c->invalid = arena_printf(a, "The %s %s is gone.",
						  noun->what, c->names[i]);
			continue;
		}
		((int64_t *)(uintptr_t)c->ids)[i] = now;
		((const char **)(uintptr_t)c->names)[i] = name;
	}
}

static enum err_kind look_up(const struct wanted *w, const struct noun *noun,
			     struct conditions *all, struct err *e)
{
	struct sql_text q;
	struct rows *r;
	size_t at = 0;

	sql_text_init(&q, w->a);
	sql_text_add(&q, "SELECT c.id, x.ref, ");
	sql_text_add(&q, noun->columns);
	sql_text_add(&q, " FROM rule r JOIN rule_version v ON v.rule_id = r.id"
			 " AND v.number = r.version"
			 " JOIN rule_condition c ON c.rule_version_id = v.id"
			 " JOIN rule_value x ON x.rule_condition_id = c.id"
			 " AND x.ref > 0");
	sql_text_add(&q, noun->join);
	sql_text_add(&q, " WHERE r.kind = ? AND r.archived_at IS NULL"
			 " AND c.field = ?"
			 " ORDER BY r.position, r.id, c.grp, c.position");
	sql_text_bind(&q, P_I64(w->kind));
	sql_text_bind(&q, P_I64(noun->field));
	if (sql_text_query(&q, w->db, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct reading *c = condition_of(all, rows_i64(r), &at);
		int64_t ref = rows_i64(r);
		int64_t now = rows_i64(r);
		const char *name = rows_str(r);

		if (!c)
			continue;
		take_noun(w->a, noun, &c->c, ref, now, name);
		c->moved = c->moved || (now && now != ref);
	}
	return rows_end(&r, e);
}

/* What a tag became may have become another since. */
static enum err_kind follow(const struct wanted *w, struct rule_condition *c,
			    size_t i, struct err *e)
{
	int64_t *id = &((int64_t *)(uintptr_t)c->ids)[i];
	bool more = true;

	while (more) {
		struct rows *r;

		if (db_query(w->db, w->a,
			     "SELECT t.id, t.name FROM tag s JOIN tag t"
			     " ON t.id = s.merged_into WHERE s.id = ?",
			     PARAMS(P_I64(*id)), &r, e))
			return e->kind;
		more = rows_next(r);
		if (more) {
			*id = rows_i64(r);
			((const char **)(uintptr_t)c->names)[i] = rows_str(r);
		}
		if (rows_end(&r, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind follow_all(const struct wanted *w, struct conditions *all,
				struct err *e)
{
	for (size_t i = 0; i < all->n; i++) {
		struct reading *c = &all->v[i];

		for (size_t k = 0; c->moved && k < c->c.nids; k++)
			if (follow(w, &c->c, k, e))
				return e->kind;
	}
	return ERR_NONE;
}

static bool any_of(const struct conditions *all, enum rule_field field)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].c.field == field && all->v[i].c.nids > 0)
			return true;
	return false;
}

static enum err_kind look_up_all(const struct wanted *w, struct conditions *all,
				 struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(nouns); i++)
		if (any_of(all, nouns[i].field) &&
		    look_up(w, &nouns[i], all, e))
			return e->kind;
	return follow_all(w, all, e);
}

/* ---- Whole rules ----------------------------------------------------------
 */

/* Those of one rule stand behind each other, group by group. */
static void give_conditions(const struct wanted *w,
			    const struct conditions *all)
{
	struct rule_condition *v = ARENA_ARRAY(w->a, all->n,
					       struct rule_condition);
	size_t at = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct reading *c = &all->v[i];
		struct rule_row *rule = rule_of(w, c->version, &at);
		struct rule_group *groups;

		v[i] = c->c;
		if (!rule)
			continue;
		groups = (struct rule_group *)(uintptr_t)rule->is.groups;
		if (!groups)
			groups = ARENA_ARRAY(w->a, LIMIT_RULE_GROUPS,
					     struct rule_group);
		rule->is.groups = groups;
		if (i == 0 || all->v[i - 1].version != c->version ||
		    all->v[i - 1].group != c->group) {
			if (rule->is.ngroups == LIMIT_RULE_GROUPS)
				continue;
			groups[rule->is.ngroups++].v = &v[i];
		}
		groups[rule->is.ngroups - 1].n++;
		if (c->c.invalid && !rule->invalid)
			rule->invalid = c->c.invalid;
	}
}

static enum err_kind read_actions(const struct wanted *w, struct err *e)
{
	size_t at = 0;
	struct rows *r;

	if (ask(w, "SELECT v.id, x.kind, x.number, x.text, l.id, l.archived_at",
		" JOIN rule_action x ON x.rule_version_id = v.id"
		" LEFT JOIN level l ON l.id = x.number",
		" ORDER BY r.position, r.id, v.number, x.position", &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct rule_row *rule = rule_of(w, rows_i64(r), &at);
		struct action is = { .kind = (enum action_kind)rows_i64(r) };
		struct action *v;
		int64_t level;
		bool archived;

		is.id = rows_i64(r);
		is.text = rows_str(r);
		level = rows_i64(r);
		archived = rows_at(r) != INSTANT_NONE;
		if (!rule || rule->is.nactions == LIMIT_RULE_ACTIONS)
			continue;
		if (is.kind >= ACTION_KIND_N) {
			rule->invalid = "This program does not know what it"
					" does.";
			continue;
		}
		v = (struct action *)(uintptr_t)rule->is.actions;
		if (!v)
			v = ARENA_ARRAY(w->a, LIMIT_RULE_ACTIONS,
					struct action);
		v[rule->is.nactions++] = is;
		rule->is.actions = v;
		if (is.kind == ACTION_LEVEL && is.id && !level)
			rule->invalid = "The level that it sets is gone.";
		if (is.kind == ACTION_LEVEL && is.id && level && archived)
			rule->invalid = "The level that it sets is archived.";
	}
	return rows_end(&r, e);
}

static enum err_kind read_whole(struct wanted *w, struct err *e)
{
	struct conditions all = { 0 };

	if (read_rules(w, e) || w->out->n == 0)
		return e->kind;
	if (read_conditions(w, &all, e) || read_values(w, &all, e) ||
	    (!w->ids && look_up_all(w, &all, e)))
		return e->kind;
	give_conditions(w, &all);
	return read_actions(w, e);
}

enum err_kind rule_store_list(struct db *db, struct arena *a,
			      enum rule_kind kind, struct rule_rows *out,
			      struct err *e)
{
	struct wanted w = { .db = db, .a = a, .kind = kind, .out = out };

	return read_whole(&w, e) ? err_wrap(e, "read rules") : ERR_NONE;
}

enum err_kind rule_store_versions(struct db *db, struct arena *a,
				  const int64_t *ids, size_t n,
				  struct rule_rows *out, struct err *e)
{
	struct wanted w = { .db = db, .a = a, .ids = ids, .n = n, .out = out };

	*out = (struct rule_rows){ 0 };
	if (n == 0)
		return ERR_NONE;
	return read_whole(&w, e) ? err_wrap(e, "read versions of rules")
				 : ERR_NONE;
}
