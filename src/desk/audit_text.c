#include "desk/audit_text.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/str.h"

struct telling {
	struct sbuf *to;
	const struct audit_text *t;
};

/* ---- Words --------------------------------------------------------------- */

/* Members whose texts are words of ours, not names that people gave. */
static bool has_words(const char *key)
{
	static const char *const keys[] = {
		"by_agent", "colour", "did",     "do",     "field",
		"kind",     "mode",   "of",      "on",     "on_change",
		"op",       "pauses", "party",   "reopen", "roles",
		"rule",     "unit",   "weekday", "metric", "priority",
	};

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (str_eq(key, keys[i]))
			return true;
	return false;
}

/* Members that are lengths of time. */
static bool is_length(const char *key)
{
	static const char *const keys[] = { "close_after", "grace",
					    "late",        "max_pause",
					    "next_open",   "reopen_window",
					    "seconds" };

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (str_eq(key, keys[i]))
			return true;
	return false;
}

/* A word of ours; without one of the page's, blanks for its underlines. */
static void add_word(struct telling *w, const char *token)
{
	const char *word = w->t && w->t->word ? w->t->word(token) : NULL;

	if (word) {
		sbuf_str(w->to, word);
		return;
	}
	for (const char *c = token; *c; c++)
		sbuf_char(w->to, *c == '_' ? ' ' : *c);
}

/* ---- Values -------------------------------------------------------------- */

static void add_value(struct telling *w, const char *key,
		      const struct json_in *v);

static void add_number(struct telling *w, const char *key, int64_t n)
{
	if (is_length(key) && w->t && w->t->length)
		w->t->length(w->to, n);
	else if (is_length(key))
		sbuf_printf(w->to, "%" PRId64 " s", n);
	else
		sbuf_i64(w->to, n);
}

static void add_list(struct telling *w, const char *key,
		     const struct json_in *v, const char *between)
{
	size_t n = json_in_count(v);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			sbuf_str(w->to, between);
		add_value(w, key, json_in_at(v, i));
	}
	if (n == 0)
		add_word(w, "none");
}

/* What a rule asks for: 'tags contains "URGENT", "VIP"'. */
static void add_condition(struct telling *w, const struct json_in *v)
{
	static const char *const of[] = { "of", "name", "metric" };
	static const char *const values[] = { "values", "value", "seconds",
					      "days" };

	add_value(w, "field", json_in_get(v, "field"));
	for (size_t i = 0; i < COUNT_OF(of); i++)
		if (json_in_get(v, of[i])) {
			sbuf_char(w->to, ' ');
			add_value(w, of[i], json_in_get(v, of[i]));
		}
	sbuf_char(w->to, ' ');
	add_value(w, "op", json_in_get(v, "op"));
	for (size_t i = 0; i < COUNT_OF(values); i++)
		if (json_in_get(v, values[i])) {
			sbuf_char(w->to, ' ');
			add_value(w, values[i], json_in_get(v, values[i]));
		}
}

static void add_members(struct telling *w, const struct json_in *v)
{
	struct json_in_iter it = { .object = v };
	bool first = true;

	while (json_in_next(&it)) {
		if (!first)
			sbuf_str(w->to, ", ");
		first = false;
		/* What it does, or is called, needs no word in front. */
		if (!str_eq(it.key, "do") && !str_eq(it.key, "name")) {
			add_word(w, it.key);
			sbuf_char(w->to, ' ');
		}
		add_value(w, it.key, it.value);
	}
}

static void add_text(struct telling *w, const char *key, const char *s)
{
	if (has_words(key))
		add_word(w, s);
	else if (str_eq(key, "values"))
		sbuf_printf(w->to, "\"%s\"", s);
	else
		sbuf_str(w->to, s);
}

static void add_value(struct telling *w, const char *key,
		      const struct json_in *v)
{
	size_t len;
	const char *s = v ? json_in_str(v, &len) : NULL;
	int64_t n;
	bool b;

	if (s && *s)
		add_text(w, key, s);
	else if (s || json_in_is_null(v))
		add_word(w, "none");
	else if (json_in_is_object(v) && json_in_get(v, "op"))
		add_condition(w, v);
	else if (json_in_is_object(v))
		add_members(w, v);
	else if (json_in_is_array(v))
		/* Groups of a rule's conditions are lists in a list. */
		add_list(w, key, v, str_eq(key, "if") ? " & " : ", ");
	else if (json_in_bool(v, &b))
		add_word(w, b ? "yes" : "no");
	else if (json_in_i64(v, &n))
		add_number(w, key, n);
}

void audit_text_path(struct sbuf *to, const struct audit_difference *d,
		     const struct audit_text *t)
{
	struct telling w = { to, t };
	bool theirs = d->depth > 1 && str_eq(d->path[0], "fields");

	for (size_t i = 0; i < d->depth; i++) {
		if (i > 0)
			sbuf_str(to, ", ");
		if (i > 0 && theirs)
			sbuf_str(to, d->path[i]);
		else
			add_word(&w, d->path[i]);
	}
}

void audit_text_value(struct sbuf *to, const struct audit_difference *d,
		      const struct json_in *v, const struct audit_text *t)
{
	struct telling w = { to, t };

	if (v)
		add_value(&w, d->path[d->depth - 1], v);
}
