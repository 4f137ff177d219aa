#include "desk/explain_rules.h"

#include "base/limits.h"
#include "store/rule_event_store.h"

static const struct rule_row *version_of(const struct rule_rows *rows,
					 int64_t version)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->v[i].version == version)
			return &rows->v[i];
	return NULL;
}

static const struct rule_condition *condition_of(const struct rule_row *rule,
						 int64_t id)
{
	for (size_t g = 0; rule && g < rule->is.ngroups; g++)
		for (size_t i = 0; i < rule->is.groups[g].n; i++)
			if (rule->is.groups[g].v[i].id == id)
				return &rule->is.groups[g].v[i];
	return NULL;
}

static void tell_word(struct arena *a, const struct rule_rows *rows,
		      const struct rule_word *w, struct desk_word *out)
{
	const struct rule_condition **list = ARENA_ARRAY(
		a, w->n, const struct rule_condition *);

	out->rule = version_of(rows, w->version);
	out->outcome = w->outcome;
	for (size_t i = 0; i < w->n; i++) {
		list[out->n] = condition_of(out->rule, w->conditions[i]);
		out->n += list[out->n] != NULL;
	}
	out->conditions = list;
}

/* What is said in bytes; each rule once. */
struct said {
	struct rule_word *v;
	size_t n, cap;
	int64_t *ids;
	bool cut;
};

static void read_all(struct arena *a, const void *asked, size_t nasked,
		     struct said *out)
{
	struct rule_trace_reader rd;
	struct rule_word w;

	rule_trace_read(&rd, asked, nasked);
	while (rule_trace_next(&rd, a, &w)) {
		ARENA_ROOM(a, out->v, out->n, out->cap);
		out->v[out->n++] = w;
	}
	out->cut = rd.cut || rd.bad;
	out->ids = ARENA_ARRAY(a, out->n, int64_t);
	for (size_t i = 0; i < out->n; i++)
		out->ids[i] = out->v[i].version;
}

enum err_kind explain_rules_tell(struct db *db, struct arena *a,
				 const void *asked, size_t nasked,
				 int64_t chosen, struct desk_choice *out,
				 struct err *e)
{
	struct rule_rows rows;
	struct said said = { 0 };
	struct desk_word *words;

	read_all(a, asked, nasked, &said);
	if (rule_store_versions(db, a, said.ids, said.n, &rows, e))
		return e->kind;
	words = ARENA_ARRAY(a, said.n, struct desk_word);
	for (size_t i = 0; i < said.n; i++)
		tell_word(a, &rows, &said.v[i], &words[i]);
	out->words = words;
	out->n = said.n;
	out->cut = said.cut;
	out->by = version_of(&rows, chosen);
	return ERR_NONE;
}

enum err_kind explain_rules_read(struct db *db, struct arena *a,
				 ticket_id ticket,
				 const struct desk_choice **out, size_t *n,
				 struct err *e)
{
	struct rule_event *events;
	struct desk_choice *v;

	if (rule_event_store_list(db, a, ticket, LIMIT_EXPLAIN_CHOICES, &events,
				  n, e))
		return e->kind;
	v = ARENA_ARRAY(a, *n, struct desk_choice);
	for (size_t i = 0; i < *n; i++) {
		v[i].seq = events[i].seq;
		v[i].at = events[i].at;
		v[i].level = events[i].level;
		if (explain_rules_tell(db, a, events[i].asked, events[i].nasked,
				       events[i].version, &v[i], e))
			return e->kind;
	}
	*out = v;
	return ERR_NONE;
}
