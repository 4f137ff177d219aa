/* Are they settings? And what the values that are right mean. */
#include "desk/settings_words.h"

#include <inttypes.h>
#include "base/instant.h"
#include "base/str.h"

/* ---- Values -------------------------------------------------------------- */

static int among(const char *word, size_t n, const char *(*words)(int i))
{
	for (int i = 0; words(i); i++)
		if (strlen(words(i)) == n && memcmp(words(i), word, n) == 0)
			return i;
	return -1;
}

/* Bits of words with a blank between; false: one is none, or there twice. */
static bool read_words(const char *text, const char *(*words)(int i),
		       unsigned *out)
{
	*out = 0;
	while (*text) {
		size_t n = strcspn(text, " ");
		int i = among(text, n, words);

		if (i < 0 || *out & 1u << i)
			return false;
		*out |= 1u << i;
		text += n;
		if (*text && !*++text)
			return false;
	}
	return true;
}

static bool is_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static bool is_time(const char *s)
{
	return strlen(s) == 5 && is_digits(s, 2) && s[2] == ':' &&
	       is_digits(s + 3, 2) && s[3] < '6' && settings_minute(s) <= 1440;
}

static struct civil civil_of(const char *date)
{
	return (struct civil){ .year = (date[0] - '0') * 1000 +
				       (date[1] - '0') * 100 +
				       (date[2] - '0') * 10 + date[3] - '0',
			       .month = (date[5] - '0') * 10 + date[6] - '0',
			       .day = (date[8] - '0') * 10 + date[9] - '0' };
}

static bool is_date(const char *s)
{
	if (strlen(s) != 10 || !is_digits(s, 4) || s[4] != '-' ||
	    !is_digits(s + 5, 2) || s[7] != '-' || !is_digits(s + 8, 2))
		return false;
	return instant_civil_valid(civil_of(s));
}

/* "one of none, red, ...", as far as there is room. */
static void add_words(struct sbuf *b, const char *(*words)(int i))
{
	for (int i = 0; words(i); i++)
		sbuf_printf(b, "%s%s", i ? ", " : "", words(i));
}

static enum err_kind cannot_be(struct arena *a, const struct xml_element *el,
			       const struct settings_attr *attr, struct err *e)
{
	struct sbuf b = SBUF_INIT(4096);
	const char *what;

	switch (attr->type) {
	case SETTINGS_WORD:
		sbuf_str(&b, "one of ");
		add_words(&b, attr->word);
		break;
	case SETTINGS_WORDS:
		sbuf_str(&b, "some of ");
		add_words(&b, attr->word);
		break;
	case SETTINGS_FLAG:
		sbuf_str(&b, "yes or no");
		break;
	case SETTINGS_NUMBER:
		sbuf_printf(&b, "a whole number from %" PRId64 " to %" PRId64,
			    attr->least, attr->most);
		break;
	case SETTINGS_TIME:
		sbuf_str(&b, "a time from 00:00 to 24:00");
		break;
	default:
		sbuf_str(&b, "a date like 2026-11-24");
	}
	what = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return err_set(e, ERR_INVALID, "line %d: %s: %s must be %s", el->line,
		       el->name, attr->name, what);
}

static bool can_be(const struct settings_attr *attr, const char *value)
{
	unsigned bits;
	int64_t n;

	switch (attr->type) {
	case SETTINGS_WORD:
		return among(value, strlen(value), attr->word) >= 0;
	case SETTINGS_WORDS:
		return read_words(value, attr->word, &bits);
	case SETTINGS_FLAG:
		return str_eq(value, "yes") || str_eq(value, "no");
	case SETTINGS_NUMBER:
		return str_to_i64(value, attr->least, attr->most, &n);
	case SETTINGS_TIME:
		return is_time(value);
	case SETTINGS_DATE:
		return is_date(value);
	case SETTINGS_TEXT:
		break;
	}
	return true;
}

/* As it is written: numbers without blanks or zeros, words in their order. */
static const char *canonical(struct arena *a, const struct settings_attr *attr,
			     const char *value)
{
	struct sbuf b = SBUF_INIT(4096);
	const char *text;
	unsigned bits = 0;
	int64_t n = 0;

	if (attr->type == SETTINGS_NUMBER &&
	    str_to_i64(value, attr->least, attr->most, &n))
		return arena_printf(a, "%" PRId64, n);
	if (attr->type != SETTINGS_WORDS ||
	    !read_words(value, attr->word, &bits))
		return value;
	for (int i = 0; attr->word(i); i++)
		if (bits & 1u << i)
			sbuf_printf(&b, "%s%s", b.len ? " " : "",
				    attr->word(i));
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* ---- Attributes ---------------------------------------------------------- */

static enum err_kind unknown_attr(struct arena *a,
				  const struct settings_word *w,
				  const struct xml_element *el,
				  const char *name, struct err *e)
{
	struct sbuf b = SBUF_INIT(4096);
	const char *known;

	for (size_t i = 0; i < w->nattrs; i++)
		sbuf_printf(&b, "%s%s", i ? ", " : "", w->attrs[i].name);
	known = arena_str(a, b.len ? sbuf_text(&b) : "none");
	sbuf_release(&b);
	return err_set(e, ERR_INVALID,
		       "line %d: %s: the attribute \"%.40s\" is not known;"
		       " known are %s",
		       el->line, el->name, name, known);
}

static bool has_attr(const struct settings_word *w, const char *name)
{
	for (size_t i = 0; i < w->nattrs; i++)
		if (str_eq(w->attrs[i].name, name))
			return true;
	return false;
}

static enum err_kind check_attrs(struct arena *a, const struct settings_word *w,
				 const struct xml_element *el, struct err *e)
{
	for (size_t i = 0; i < el->nattrs; i++)
		if (!has_attr(w, el->attrs[i].name))
			return unknown_attr(a, w, el, el->attrs[i].name, e);
	for (size_t i = 0; i < w->nattrs; i++) {
		const char *value = xml_get(el, w->attrs[i].name);

		if (!value && w->attrs[i].must)
			return err_set(e, ERR_INVALID,
				       "line %d: %s: %s is missing", el->line,
				       el->name, w->attrs[i].name);
		if (value && !can_be(&w->attrs[i], value))
			return cannot_be(a, el, &w->attrs[i], e);
	}
	return ERR_NONE;
}

/* In their order, without those that say what is usual. */
static void tidy_attrs(struct arena *a, const struct settings_word *w,
		       struct xml_element *el)
{
	const struct xml_element was = *el;

	el->attrs = NULL;
	el->nattrs = el->cap = 0;
	for (size_t i = 0; i < w->nattrs; i++) {
		const struct settings_attr *attr = &w->attrs[i];
		const char *value = xml_get(&was, attr->name);

		if (value)
			value = canonical(a, attr, value);
		if (value && !(attr->usual && str_eq(value, attr->usual)) &&
		    !(attr->type == SETTINGS_WORDS && !*value))
			xml_set(a, el, attr->name, value);
	}
}

/* ---- Children ------------------------------------------------------------ */

static enum err_kind unknown_element(struct arena *a,
				     const struct settings_word *w,
				     const struct xml_element *el,
				     struct err *e)
{
	struct sbuf b = SBUF_INIT(4096);
	const char *known;

	for (size_t i = 0; i < w->nchildren; i++)
		sbuf_printf(&b, "%s%s", i ? ", " : "", w->children[i]->name);
	known = arena_str(a, b.len ? sbuf_text(&b) : "none");
	sbuf_release(&b);
	return err_set(e, ERR_INVALID,
		       "line %d: the element \"%.40s\" is not known in %s;"
		       " known are %s",
		       el->line, el->name, w->name, known);
}

/* By which an element is found among its siblings; NULL: not by that. */
static const struct settings_attr *attr_of(const struct settings_word *w,
					   const char *name)
{
	for (size_t i = 0; i < w->nattrs; i++)
		if (str_eq(w->attrs[i].name, name))
			return &w->attrs[i];
	return NULL;
}

static int compare_attr(const struct settings_word *w, const char *name,
			const struct xml_element *x,
			const struct xml_element *y)
{
	const struct settings_attr *attr = attr_of(w, name);
	const char *a = xml_get(x, name), *b = xml_get(y, name);

	a = a ? a : attr->usual ? attr->usual : "";
	b = b ? b : attr->usual ? attr->usual : "";
	if (attr->type == SETTINGS_WORD)
		return among(a, strlen(a), attr->word) -
		       among(b, strlen(b), attr->word);
	return strcmp(a, b);
}

static int compare_key(const struct settings_word *w,
		       const struct xml_element *x, const struct xml_element *y)
{
	int order = 0;

	for (size_t i = 0; w->key && w->key[i] && !order; i++)
		order = compare_attr(w, w->key[i], x, y);
	return order;
}

static size_t place_of(const struct settings_word *of, const char *name)
{
	size_t i = 0;

	while (i < of->nchildren && !str_eq(of->children[i]->name, name))
		i++;
	return i;
}

struct sibling {
	const struct settings_word *w;
	struct xml_element *el;
	size_t place, at; /* of its kind; as they stood */
};

static int by_place(const void *left, const void *right)
{
	const struct sibling *x = left, *y = right;
	int order = 0;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->w->sorted)
		order = compare_key(x->w, x->el, y->el);
	if (order)
		return order;
	return x->at < y->at ? -1 : 1;
}

/* Values and nobodies of a condition have one order, both. */
static bool keeps_order(const struct settings_word *w)
{
	return str_eq(w->name, "condition");
}

static void sort_children(struct arena *a, const struct settings_word *w,
			  struct xml_element *el)
{
	struct sibling *v;
	size_t n = 0;

	for (struct xml_element *c = el->first; c; c = c->next)
		n++;
	if (n < 2 || keeps_order(w))
		return;
	v = ARENA_ARRAY(a, n, struct sibling);
	n = 0;
	for (struct xml_element *c = el->first; c; c = c->next, n++)
		v[n] = (struct sibling){ settings_word_of(w, c->name), c,
					 place_of(w, c->name), n };
	qsort(v, n, sizeof(*v), by_place);
	el->first = el->last = NULL;
	for (size_t i = 0; i < n; i++)
		xml_append(el, v[i].el);
}

static enum err_kind twice(const struct settings_word *w,
			   const struct xml_element *x,
			   const struct xml_element *y, struct err *e)
{
	const struct xml_element *late = x->line > y->line ? x : y;
	const char *key = w->key ? xml_get(late, w->key[0]) : NULL;

	return err_set(e, ERR_INVALID,
		       "line %d: %s%s%.60s%s is there twice, first in line %d",
		       late->line, w->name, key ? " \"" : "", key ? key : "",
		       key ? "\"" : "", late == x ? y->line : x->line);
}

struct entry {
	const struct settings_word *w;
	const struct xml_element *el;
};

static int by_key(const void *left, const void *right)
{
	const struct entry *x = left, *y = right;
	int order;

	if (x->w != y->w)
		return x->w < y->w ? -1 : 1;
	order = x->w->once ? 0 : compare_key(x->w, x->el, y->el);
	if (order)
		return order;
	return x->el->line - y->el->line;
}

/* Does each stand there but once? */
static enum err_kind check_siblings(struct arena *a,
				    const struct settings_word *w,
				    const struct xml_element *el, struct err *e)
{
	struct entry *v;
	size_t n = 0;

	for (struct xml_element *c = el->first; c; c = c->next)
		n++;
	v = ARENA_ARRAY(a, n + 1, struct entry);
	n = 0;
	for (struct xml_element *c = el->first; c; c = c->next) {
		const struct settings_word *is = settings_word_of(w, c->name);

		if (is->once || (is->key && !is->many))
			v[n++] = (struct entry){ is, c };
	}
	qsort(v, n, sizeof(*v), by_key);
	for (size_t i = 1; i < n; i++)
		if (v[i].w == v[i - 1].w &&
		    (v[i].w->once ||
		     compare_key(v[i].w, v[i - 1].el, v[i].el) == 0))
			return twice(v[i].w, v[i - 1].el, v[i].el, e);
	return ERR_NONE;
}

/* ---- All of it ----------------------------------------------------------- */

static enum err_kind check(struct arena *a, const struct settings_word *w,
			   struct xml_element *el, struct err *e)
{
	if (check_attrs(a, w, el, e))
		return e->kind;
	if (!w->text && *el->text)
		return err_set(e, ERR_INVALID,
			       "line %d: %s: no text may stand in it", el->line,
			       el->name);
	if (w->text && *el->text && el->first)
		return err_set(e, ERR_INVALID,
			       "line %d: %s: text or elements, not both",
			       el->line, el->name);
	for (struct xml_element *c = el->first; c; c = c->next) {
		const struct settings_word *is = settings_word_of(w, c->name);

		if (!is)
			return unknown_element(a, w, c, e);
		if (check(a, is, c, e))
			return e->kind;
	}
	if (check_siblings(a, w, el, e))
		return e->kind;
	tidy_attrs(a, w, el);
	sort_children(a, w, el);
	return ERR_NONE;
}

enum err_kind settings_words_check(struct arena *a, struct xml_element *root,
				   struct err *e)
{
	const char *version = xml_get(root, "version");

	if (!xml_is(root, settings_words.name))
		return err_set(e, ERR_INVALID,
			       "line %d: it begins with \"%.40s\", not with"
			       " \"duedesk\": these are no settings",
			       root->line, root->name);
	if (version && !str_eq(version, SETTINGS_VERSION))
		return err_set(
			e, ERR_INVALID,
			"line %d: settings of version %.20s; this program"
			" knows version " SETTINGS_VERSION,
			root->line, version);
	return check(a, &settings_words, root, e);
}

static void tidy(struct arena *a, const struct settings_word *w,
		 struct xml_element *el)
{
	for (struct xml_element *c = el->first; c; c = c->next)
		tidy(a, settings_word_of(w, c->name), c);
	tidy_attrs(a, w, el);
	sort_children(a, w, el);
}

void settings_words_tidy(struct arena *a, struct xml_element *root)
{
	tidy(a, &settings_words, root);
}

/* ---- What they mean ------------------------------------------------------ */

bool settings_flag(const struct xml_element *el, const char *name, bool usual)
{
	const char *value = xml_get(el, name);

	return value ? str_eq(value, "yes") : usual;
}

int64_t settings_number(const struct xml_element *el, const char *name,
			int64_t usual)
{
	const char *value = xml_get(el, name);
	int64_t n;

	return value && str_to_i64(value, INT64_MIN, INT64_MAX, &n) ? n : usual;
}

int settings_choice(const struct xml_element *el, const char *name,
		    const char *(*word)(int i))
{
	const char *value = xml_get(el, name);

	return value ? among(value, strlen(value), word) : -1;
}

unsigned settings_choices(const struct xml_element *el, const char *name,
			  const char *(*word)(int i))
{
	const char *value = xml_get(el, name);
	unsigned bits = 0;

	return value && read_words(value, word, &bits) ? bits : 0;
}

int32_t settings_minute(const char *time)
{
	return ((time[0] - '0') * 10 + time[1] - '0') * 60 +
	       (time[3] - '0') * 10 + time[4] - '0';
}

int64_t settings_day(const char *date)
{
	return instant_day_of(civil_of(date));
}
