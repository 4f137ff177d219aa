/* What a file says otherwise than the desk. */
#include "desk/settings_plan.h"

#include "base/str.h"

/* ---- Which is which ------------------------------------------------------ */

/* An element by what it is known by; several rules may be called alike. */
struct known {
	const char *key;
	const struct xml_element *el;
	size_t at; /* among its siblings */
	int nth;   /* of that key */
	bool found;
};

struct known_list {
	struct known *v; /* by key, then as they stand */
	size_t n;
};

static const char *key_of(struct arena *a, const struct xml_element *el)
{
	const char *name = xml_get(el, "name");

	if (xml_is(el, "person"))
		return xml_get(el, "email");
	if (xml_is(el, "rule"))
		return arena_printf(a, "%s\n%s", xml_get(el, "kind"), name);
	if (xml_is(el, "field"))
		return arena_printf(a, "%s\n%s", xml_get(el, "of"), name);
	return name;
}

static int by_key(const void *left, const void *right)
{
	const struct known *x = left, *y = right;
	int order = strcmp(x->key, y->key);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int by_key_alone(const void *left, const void *right)
{
	const struct known *x = left, *y = right;
	int order = strcmp(x->key, y->key);

	return order ? order : x->nth - y->nth;
}

static int by_at(const void *left, const void *right)
{
	const struct known *x = left, *y = right;

	return (x->at > y->at) - (x->at < y->at);
}

/* Numbered by key; to be sorted by place again. */
static void list(struct arena *a, const struct xml_element *section,
		 struct known_list *out)
{
	size_t n = 0;

	for (const struct xml_element *c = section->first; c; c = c->next)
		n++;
	*out = (struct known_list){ ARENA_ARRAY(a, n + 1, struct known), n };
	n = 0;
	for (const struct xml_element *c = section->first; c; c = c->next, n++)
		out->v[n] = (struct known){ key_of(a, c), c, n, 0, false };
	qsort(out->v, n, sizeof(*out->v), by_key);
	for (size_t i = 1; i < n; i++)
		if (str_eq(out->v[i].key, out->v[i - 1].key))
			out->v[i].nth = out->v[i - 1].nth + 1;
}

/* ---- Differences --------------------------------------------------------- */

static const char *written(struct arena *a, const struct xml_element *el)
{
	struct sbuf b = SBUF_INIT(2 * LIMIT_XML_BYTES);
	const char *text;

	(void)xml_write(&b, el, 0); /* what could not be was never read */
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

struct text_line {
	const char *text;
	size_t at;
	bool common;
};

struct text_lines {
	struct text_line *v;
	size_t n;
};

static struct text_lines lines_of(struct arena *a, const char *text)
{
	struct text_lines out = { NULL, 0 };
	size_t cap = 0;

	while (*text) {
		size_t n = strcspn(text, "\n");

		ARENA_ROOM(a, out.v, out.n, cap);
		out.v[out.n] = (struct text_line){ arena_copy(a, text, n),
						   out.n, false };
		out.n++;
		text += n + (text[n] == '\n');
	}
	return out;
}

static int line_by_text(const void *left, const void *right)
{
	const struct text_line *x = left, *y = right;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->at > y->at) - (x->at < y->at);
}

static int line_by_at(const void *left, const void *right)
{
	const struct text_line *x = left, *y = right;

	return (x->at > y->at) - (x->at < y->at);
}

/* Pair off those that both have, wherever they stand. */
static void pair_off(struct text_lines *x, struct text_lines *y)
{
	size_t i = 0, k = 0;

	qsort(x->v, x->n, sizeof(*x->v), line_by_text);
	qsort(y->v, y->n, sizeof(*y->v), line_by_text);
	while (i < x->n && k < y->n) {
		int order = strcmp(x->v[i].text, y->v[k].text);

		if (order == 0)
			x->v[i].common = y->v[k].common = true;
		i += order <= 0;
		k += order >= 0;
	}
	qsort(x->v, x->n, sizeof(*x->v), line_by_at);
	qsort(y->v, y->n, sizeof(*y->v), line_by_at);
}

static size_t add_lines(const struct text_lines *from, bool added,
			struct settings_line *to)
{
	size_t n = 0;

	for (size_t i = 0; i < from->n; i++)
		if (!from->v[i].common)
			to[n++] = (struct settings_line){ added,
							  from->v[i].text };
	return n;
}

static void say_difference(struct arena *a, const char *was, const char *is,
			   struct settings_item *out)
{
	struct text_lines x = lines_of(a, was), y = lines_of(a, is);
	struct settings_line *v = ARENA_ARRAY(a, x.n + y.n + 1,
					      struct settings_line);

	pair_off(&x, &y);
	out->lines = v;
	out->nlines = add_lines(&x, false, v);
	out->nlines += add_lines(&y, true, v + out->nlines);
}

/* ---- The plan ------------------------------------------------------------ */

struct planning {
	struct arena *a;
	struct settings_matches *out;
	bool remove;
};

static void add_match(struct planning *p, struct settings_match m)
{
	struct settings_matches *all = p->out;

	ARENA_ROOM(p->a, all->v, all->n, all->cap);
	all->v[all->n++] = m;
}

/* Whoever is there stays as they are here: a file gives nobody a role. */
static bool stays(const struct xml_element *el)
{
	return xml_is(el, "person") || xml_is(el, "company");
}

static bool can_go(const struct xml_element *el)
{
	static const char *const names[] = { "department", "tag",   "group",
					     "field",      "level", "rule" };

	if (settings_flag(el, "archived", false))
		return false;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (xml_is(el, names[i]))
			return true;
	return false;
}

static void match_one(struct planning *p, const struct known *file,
		      struct known *desk)
{
	struct settings_match m = { .el = file->el };
	const char *was, *is;

	if (!desk) {
		m.item.deed = SETTINGS_MAKE;
		add_match(p, m);
		return;
	}
	desk->found = true;
	m.was = desk->el;
	m.at = desk->at;
	was = written(p->a, desk->el);
	is = written(p->a, file->el);
	m.item.deed = str_eq(was, is) || stays(file->el) ? SETTINGS_STAY
							 : SETTINGS_CHANGE;
	if (m.item.deed == SETTINGS_CHANGE)
		say_difference(p->a, was, is, &m.item);
	add_match(p, m);
}

/* What the file does not speak of at all is not touched. */
static void match_section(struct planning *p, const struct xml_element *file,
			  const struct xml_element *desk)
{
	struct known_list in_file, on_desk;

	list(p->a, file, &in_file);
	list(p->a, desk, &on_desk);
	qsort(in_file.v, in_file.n, sizeof(*in_file.v), by_at);
	for (size_t i = 0; i < in_file.n; i++)
		match_one(p, &in_file.v[i],
			  bsearch(&in_file.v[i], on_desk.v, on_desk.n,
				  sizeof(*on_desk.v), by_key_alone));
	qsort(on_desk.v, on_desk.n, sizeof(*on_desk.v), by_at);
	for (size_t i = 0; i < on_desk.n; i++) {
		struct settings_match m = { .was = on_desk.v[i].el,
					    .at = on_desk.v[i].at };

		if (on_desk.v[i].found)
			continue;
		m.item.deed = p->remove && can_go(m.was) ? SETTINGS_REMOVE
							 : SETTINGS_KEEP;
		add_match(p, m);
	}
}

/* The desk itself: one that is never made. */
static void match_desk(struct planning *p, const struct xml_element *file,
		       const struct xml_element *desk)
{
	const struct known one = { .el = file };
	struct known other = { .el = desk };

	match_one(p, &one, &other);
}

/* Do those that have an order stand in another one? Those of one kind, of one
 * thing. */
static bool is_moved(const struct settings_matches *all, size_t from,
		     const char *attr, const char *value)
{
	size_t last = 0;
	bool any = false;

	for (size_t i = from; i < all->n; i++) {
		const struct settings_match *m = &all->v[i];

		if (!m->el || !m->was || !str_eq(xml_get(m->el, attr), value))
			continue;
		if (any && m->at < last)
			return true;
		last = m->at;
		any = true;
	}
	return false;
}

static void match_order(struct planning *p, size_t from, const char *what,
			const char *attr, const char *(*word)(int i))
{
	for (int i = 0; word(i); i++) {
		struct settings_match m = { 0 };

		if (!is_moved(p->out, from, attr, word(i)))
			continue;
		m.order = true;
		m.item = (struct settings_item){ .deed = SETTINGS_CHANGE,
						 .what = what,
						 .name = word(i) };
		add_match(p, m);
	}
}

void settings_match(struct arena *a, const struct xml_element *file,
		    const struct xml_element *desk, bool remove,
		    struct settings_matches *out)
{
	struct planning p = { a, out, remove };

	*out = (struct settings_matches){ 0 };
	for (size_t i = 0; i < settings_words.nchildren; i++) {
		const char *name = settings_words.children[i]->name;
		const struct xml_element *f = xml_child(file, name);
		const struct xml_element *d = xml_child(desk, name);
		size_t from = out->n;

		if (!f || !d)
			continue;
		if (str_eq(name, "desk"))
			match_desk(&p, f, d);
		else
			match_section(&p, f, d);
		if (str_eq(name, "fields"))
			match_order(&p, from, "fields", "of",
				    settings_word_of_what);
		if (str_eq(name, "rules"))
			match_order(&p, from, "rules", "kind",
				    settings_word_rule);
	}
}

void settings_tell(struct arena *a, const struct settings_matches *m,
		   struct settings_plan *out)
{
	struct settings_item *v = ARENA_ARRAY(a, m->n + 1,
					      struct settings_item);

	for (size_t i = 0; i < m->n; i++) {
		const struct settings_match *is = &m->v[i];
		const struct xml_element *el = is->el ? is->el : is->was;

		v[i] = is->item;
		if (el) {
			v[i].what = el->name;
			v[i].name = xml_get(el, xml_is(el, "person") ? "email"
								     : "name");
		}
		out->count[v[i].deed]++;
	}
	out->v = v;
	out->n = m->n;
}
