#include "core/custom.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdlib.h>

#define DECIMALS 4
#define NAME_SHOWN 40 /* characters of a field's name in what is said of it */

const char *custom_kind_name(enum custom_kind k)
{
	static const char *const names[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = "text",    [CUSTOM_NUMBER] = "number",
		[CUSTOM_DATE] = "date",    [CUSTOM_CHOICE] = "choice",
		[CUSTOM_MANY] = "choices", [CUSTOM_FLAG] = "flag",
	};

	return names[k];
}

bool custom_has_choices(enum custom_kind k)
{
	return k == CUSTOM_CHOICE || k == CUSTOM_MANY;
}

const struct custom_choice *custom_choice_of(const struct custom_field *f,
					     int64_t id)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (f->choices[i].id == id)
			return &f->choices[i];
	return NULL;
}

const struct custom_choice *custom_choice_by_oid(const struct custom_field *f,
						 const char *oid)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (str_eq(f->choices[i].oid, oid))
			return &f->choices[i];
	return NULL;
}

/* ---- Numbers and days -----------------------------------------------------
 */

/* The digits at *s, at most ${most}; -1: there are more. */
static int take_digits(const char **s, int most, int64_t *n)
{
	int count = 0;

	for (; **s >= '0' && **s <= '9'; (*s)++) {
		if (++count > most)
			return -1;
		*n = *n * 10 + (**s - '0');
	}
	return count;
}

bool custom_number(const char *s, int64_t *out)
{
	bool minus = *s == '-';
	int64_t n = 0;
	int whole, part = 0;

	s += *s == '-' || *s == '+';
	while (s[0] == '0' && s[1] >= '0' && s[1] <= '9')
		s++;
	whole = take_digits(&s, 12, &n);
	if (whole < 0 || n > LIMIT_FIELD_NUMBER)
		return false;
	if (*s == '.') {
		s++;
		part = take_digits(&s, DECIMALS, &n);
		if (part <= 0)
			return false;
	}
	if (*s || whole + part == 0)
		return false;
	for (; part < DECIMALS; part++)
		n *= 10;
	*out = minus ? -n : n;
	return true;
}

const char *custom_number_text(int64_t n, char out[CUSTOM_NUMBER_TEXT])
{
	int64_t size = n < 0 ? -n : n, part = size % CUSTOM_ONE;
	int digits = DECIMALS, len;

	len = snprintf(out, CUSTOM_NUMBER_TEXT, "%s%" PRId64, n < 0 ? "-" : "",
		       size / CUSTOM_ONE);
	if (part == 0)
		return out;
	for (; part % 10 == 0; part /= 10)
		digits--;
	snprintf(out + len, (size_t)(CUSTOM_NUMBER_TEXT - len), ".%0*" PRId64,
		 digits, part);
	return out;
}

bool custom_day(const char *s, int64_t *out)
{
	struct civil date;

	if (!instant_parse_day(s, strlen(s), out))
		return false;
	date = instant_civil_of(*out);
	return date.year >= LIMIT_FIELD_YEAR_FIRST &&
	       date.year <= LIMIT_FIELD_YEAR_LAST;
}

/* ---- As typed -------------------------------------------------------------
 */

/* "Mileage", as much of it as a message has room for. */
static const char *called(struct arena *a, const struct custom_field *f)
{
	size_t n = strlen(f->name);

	return arena_copy(a, f->name, str_utf8_cut(f->name, n, NAME_SHOWN));
}

static enum err_kind read_text(struct arena *a, const struct custom_field *f,
			       const char *s, struct custom_value *out,
			       struct err *e)
{
	if (str_utf8_count(s, strlen(s)) > LIMIT_FIELD_TEXT)
		return err_set(e, ERR_INVALID,
			       "%s: at most %d characters, please.",
			       called(a, f), LIMIT_FIELD_TEXT);
	for (const char *c = s; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return err_set(e, ERR_INVALID,
				       "%s: one line without control"
				       " characters, please.",
				       called(a, f));
	out->text = s;
	return ERR_NONE;
}

static enum err_kind read_number(struct arena *a, const struct custom_field *f,
				 const char *s, struct custom_value *out,
				 struct err *e)
{
	if (custom_number(s, &out->number))
		return ERR_NONE;
	return err_set(
		e, ERR_INVALID,
		"%s: a number such as 12.5, please, of at most %d"
		" decimals, between -%" PRId64 ".9999 and %" PRId64 ".9999.",
		called(a, f), DECIMALS, LIMIT_FIELD_NUMBER, LIMIT_FIELD_NUMBER);
}

static enum err_kind read_day(struct arena *a, const struct custom_field *f,
			      const char *s, struct custom_value *out,
			      struct err *e)
{
	if (custom_day(s, &out->number))
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "%s: a date such as 2026-11-24, please, in the years"
		       " %d to %d.",
		       called(a, f), LIMIT_FIELD_YEAR_FIRST,
		       LIMIT_FIELD_YEAR_LAST);
}

static enum err_kind read_flag(struct arena *a, const struct custom_field *f,
			       const char *s, struct custom_value *out,
			       struct err *e)
{
	if (!str_eq(s, "1"))
		return err_set(e, ERR_INVALID,
			       "%s: tick it, or leave it, please.",
			       called(a, f));
	out->number = 1;
	return ERR_NONE;
}

static bool has(const struct custom_value *v, int64_t id)
{
	for (size_t i = 0; v && i < v->nids; i++)
		if (v->ids[i] == id)
			return true;
	return false;
}

static int by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum err_kind read_picks(struct arena *a, const struct custom_field *f,
				const char *const *typed, size_t n,
				const struct custom_value *now,
				struct custom_value *out, struct err *e)
{
	size_t most = f->kind == CUSTOM_CHOICE ? 1 : LIMIT_FIELD_PICKS;
	int64_t *ids = ARENA_ARRAY(a, n, int64_t);

	out->ids = ids;
	for (size_t i = 0; i < n; i++) {
		const struct custom_choice *c = custom_choice_by_oid(f,
								     typed[i]);

		if (!c)
			return err_set(e, ERR_INVALID,
				       "%s: there is no such choice.",
				       called(a, f));
		if (c->archived != INSTANT_NONE && !has(now, c->id))
			return err_set(e, ERR_INVALID,
				       "%s: the choice %.80s is archived.",
				       called(a, f), c->name);
		if (has(out, c->id))
			continue;
		if (out->nids == most)
			return err_set(e, ERR_INVALID,
				       "%s: at most %zu choice%s, please.",
				       called(a, f), most, most > 1 ? "s" : "");
		ids[out->nids++] = c->id;
	}
	if (out->nids > 1)
		qsort(ids, out->nids, sizeof(*ids), by_id);
	return ERR_NONE;
}

/* Those that are not blank, trimmed. */
static size_t take_typed(struct arena *a, const char *const *typed, size_t n,
			 const char **out)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(typed[i]);
		const char *s = str_trim(typed[i], &len);

		if (!str_blank(s, len))
			out[count++] = arena_copy(a, s, len);
	}
	return count;
}

enum err_kind custom_read(struct arena *a, const struct custom_field *f,
			  const char *const *typed, size_t n,
			  const struct custom_value *now,
			  struct custom_value *out, struct err *e)
{
	typedef enum err_kind reader(struct arena *,
				     const struct custom_field *, const char *,
				     struct custom_value *, struct err *);
	static reader *const readers[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = read_text,
		[CUSTOM_NUMBER] = read_number,
		[CUSTOM_DATE] = read_day,
		[CUSTOM_FLAG] = read_flag,
	};
	const char **said = ARENA_ARRAY(a, n, const char *);
	size_t count;

	*out = (struct custom_value){ 0 };
	for (size_t i = 0; i < n; i++)
		if (!str_utf8_valid(typed[i], strlen(typed[i])))
			return err_set(e, ERR_INVALID,
				       "%s: write it as UTF-8, please.",
				       called(a, f));
	count = take_typed(a, typed, n, said);
	if (count == 0)
		return ERR_NONE;
	out->set = true;
	if (!readers[f->kind])
		return read_picks(a, f, said, count, now, out, e);
	if (count > 1)
		return err_set(e, ERR_INVALID, "%s: fill it in once, please.",
			       called(a, f));
	return readers[f->kind](a, f, said[0], out, e);
}

/* Choices "3,17" by opaque id, as they are typed; NULL for what is none. */
static const char **picks_of(struct arena *a, const struct custom_field *f,
			     const char *text, size_t *n)
{
	const char **out = ARENA_ARRAY(a, LIMIT_FIELD_PICKS + 1, const char *);

	*n = 0;
	while (*n <= LIMIT_FIELD_PICKS) {
		size_t len = strcspn(text, ",");
		const struct custom_choice *c = NULL;
		int64_t id;

		if (str_to_i64(arena_copy(a, text, len), 1, INT64_MAX, &id))
			c = custom_choice_of(f, id);
		out[(*n)++] = c ? c->oid : "-";
		if (text[len] == '\0')
			break;
		text += len + 1;
	}
	return out;
}

enum err_kind custom_read_written(struct arena *a, const struct custom_field *f,
				  const char *text, struct custom_value *out,
				  struct err *e)
{
	size_t n = 1;

	if (str_empty(text))
		return custom_read(a, f, NULL, 0, NULL, out, e);
	if (custom_has_choices(f->kind)) {
		const char **picks = picks_of(a, f, text, &n);

		return custom_read(a, f, picks, n, NULL, out, e);
	}
	return custom_read(a, f, &text, 1, NULL, out, e);
}

enum err_kind custom_check_required(const struct custom_field *f,
				    const struct custom_value *v, struct err *e)
{
	if (!f->required || v->set)
		return ERR_NONE;
	if (f->kind == CUSTOM_FLAG)
		return err_set(e, ERR_INVALID, "%.160s: please tick it.",
			       f->name);
	return err_set(e, ERR_INVALID, "%.160s: please fill this in.", f->name);
}

/* ---- As stored ------------------------------------------------------------
 */

bool custom_same(const struct custom_value *a, const struct custom_value *b)
{
	return a->set == b->set && a->number == b->number &&
	       str_eq(a->text, b->text) && a->nids == b->nids &&
	       (a->nids == 0 ||
		memcmp(a->ids, b->ids, a->nids * sizeof(*a->ids)) == 0);
}

static const char *write_ids(struct arena *a, const struct custom_value *v)
{
	struct sbuf b = SBUF_INIT(LIMIT_FIELD_PICKS * STR_I64);
	const char *text;

	for (size_t i = 0; i < v->nids; i++) {
		if (i > 0)
			sbuf_char(&b, ',');
		sbuf_i64(&b, v->ids[i]);
	}
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

const char *custom_write(struct arena *a, enum custom_kind kind,
			 const struct custom_value *v)
{
	char number[CUSTOM_NUMBER_TEXT];
	struct civil date;

	if (!v->set)
		return NULL;
	switch (kind) {
	case CUSTOM_TEXT:
		return v->text;
	case CUSTOM_NUMBER:
		return arena_str(a, custom_number_text(v->number, number));
	case CUSTOM_DATE:
		date = instant_civil_of(v->number);
		return arena_printf(a, "%04d-%02d-%02d", (int)date.year,
				    (int)date.month, (int)date.day);
	case CUSTOM_CHOICE:
	case CUSTOM_MANY:
		return write_ids(a, v);
	case CUSTOM_FLAG:
	case CUSTOM_KIND_N:
		break;
	}
	return "1";
}

const char *custom_names(struct arena *a, const struct custom_field *f,
			 const struct custom_value *v)
{
	struct sbuf b = SBUF_INIT(LIMIT_FIELD_PICKS * (4 * LIMIT_NAME + 2));
	const char *text;

	if (!v->set || !custom_has_choices(f->kind))
		return NULL;
	for (size_t i = 0; i < f->nchoices; i++) {
		if (!has(v, f->choices[i].id))
			continue;
		if (b.len > 0)
			sbuf_str(&b, ", ");
		sbuf_str(&b, f->choices[i].name);
	}
	text = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* ---- For rules ------------------------------------------------------------
 */

enum rule_type custom_type(enum custom_kind k)
{
	static const enum rule_type types[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = RULE_TEXT, [CUSTOM_NUMBER] = RULE_NUMBER,
		[CUSTOM_DATE] = RULE_DAY,  [CUSTOM_CHOICE] = RULE_ONE,
		[CUSTOM_MANY] = RULE_MANY, [CUSTOM_FLAG] = RULE_FLAG,
	};

	return types[k];
}

void custom_fact(const struct custom_field *f, const struct custom_value *v,
		 struct rule_custom *out)
{
	*out = (struct rule_custom){ .field = f->id, .number = v->number };
	if (f->kind == CUSTOM_CHOICE && v->nids > 0)
		out->number = v->ids[0];
	if (v->text)
		out->text = (struct rule_text){ v->text, strlen(v->text) };
	out->ids = v->ids;
	out->nids = v->nids;
}
