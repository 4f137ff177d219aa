#include "web/form.h"
#include "base/limits.h"
#include "base/require.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/zone.h"
#include "web/words.h"
#include <inttypes.h>

/* What is given back of a text that is too long, in times its limit. */
#define KEEP_TIMES 4

/*
 * What was typed, as we keep it: line ends are \n, or blanks within a line;
 * control characters, which nobody sees, are dropped.
 */
static const char *clean(struct arena *a, const struct http_pair *p, bool lines,
			 size_t *n)
{
	char *out = arena_alloc(a, p->n + 1);
	size_t k = 0;

	for (size_t i = 0; i < p->n; i++) {
		unsigned char c = (unsigned char)p->text[i];

		if (c == '\r' && i + 1 < p->n && p->text[i + 1] == '\n')
			continue;
		if (c == '\r' || c == '\n' || c == '\t')
			out[k++] = !lines ? ' ' : c == '\t' ? '\t' : '\n';
		else if (c >= ' ' && c != 0x7f)
			out[k++] = (char)c;
	}
	out[k] = '\0';
	*n = k;
	return out;
}

const char *form_line(struct arena *a, const struct http_pair *p)
{
	const char *s;
	size_t n;

	if (!str_utf8_valid(p->text, p->n))
		return "\xff";
	s = clean(a, p, false, &n);
	s = str_trim(s, &n);
	return arena_copy(a, s, n);
}

static void read_text(struct arena *a, const struct field *f,
		      const struct http_pair *p, struct form_value *v)
{
	size_t max = (size_t)f->max, n = p->n;
	const char *s = p->text;

	if (f->kind != FIELD_SECRET)
		s = clean(a, p, f->kind == FIELD_TEXT, &n);
	if (f->kind == FIELD_LINE)
		s = str_trim(s, &n);
	if (str_utf8_count(s, n) > max) {
		v->fault = FORM_TOO_LONG;
		n = str_utf8_cut(s, n, max * KEEP_TIMES);
	} else if (f->kind == FIELD_SECRET) {
		v->given = n > 0;
	} else {
		v->given = !str_blank(s, n);
	}
	v->text = arena_copy(a, s, n);
}

/* Two digits, or -1. */
static int two_digits(const char *s)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	return (s[0] - '0') * 10 + s[1] - '0';
}

/* Within what we calculate with, a day from its ends. */
static bool within_time(instant at)
{
	return at >= INSTANT_MIN + DAY_SECONDS &&
	       at <= INSTANT_MAX - 2 * DAY_SECONDS;
}

/* "10:00" or "10:00:30", the ${n} bytes at ${s}, as second of the day; or -1.
 */
static int64_t read_time(const char *s, size_t n)
{
	int hour, minute, second = 0;

	if ((n != 5 && n != 8) || s[2] != ':')
		return -1;
	hour = two_digits(s);
	minute = two_digits(s + 3);
	if (n == 8)
		second = s[5] == ':' ? two_digits(s + 6) : -1;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 59)
		return -1;
	return hour * 3600 + minute * 60 + second;
}

/*
 * "2026-11-24T10:00" or with ":00" of seconds, as browsers send it. Clocks
 * that are put forward skip some: whoever types one means another.
 */
static enum form_fault read_instant(const char *s, size_t n,
				    const struct zone *z, instant *out)
{
	int64_t day, second;

	if (n < 11 || s[10] != 'T' || !instant_parse_day(s, 10, &day) ||
	    !within_time(day * DAY_SECONDS))
		return FORM_WRONG;
	second = read_time(s + 11, n - 11);
	if (second < 0)
		return FORM_WRONG;
	*out = zone_instant_of(z, day, second);
	if (*out + zone_offset(z, *out) != day * DAY_SECONDS + second)
		return FORM_SKIPPED;
	return FORM_GOOD;
}

static void read_number(const struct field *f, const char *s,
			struct form_value *v)
{
	bool any = !f->min && !f->max;

	if (!str_to_i64(s, INT64_MIN, INT64_MAX, &v->i64))
		v->fault = FORM_WRONG;
	else if (!any && (v->i64 < f->min || v->i64 > f->max))
		v->fault = FORM_OUT_OF_RANGE;
}

static void read_choice(const struct field *f, const char *s,
			struct form_value *v)
{
	const struct field_choice *c = f->choices;

	while (c->text && !str_eq(c->text, s))
		c++;
	v->fault = c->text ? FORM_GOOD : FORM_WRONG;
	v->i64 = c->value;
}

/* One short word: a number, a choice, an id, a date. */
static void read_word(const struct req *rq, const struct field *f,
		      const struct http_pair *p, struct form_value *v)
{
	size_t n = p->n;
	const char *s = str_trim(p->text, &n);
	bool good = true;

	v->text = arena_copy(rq->a, s, str_utf8_cut(s, n, LIMIT_NAME));
	s = v->text;
	if (n == 0)
		return;
	switch (f->kind) {
	case FIELD_I64:
		read_number(f, s, v);
		break;
	case FIELD_FLAG:
		v->i64 = 1;
		break;
	case FIELD_CHOICE:
		read_choice(f, s, v);
		break;
	case FIELD_OID:
		good = rng_oid_valid(s);
		break;
	case FIELD_CODE:
		good = http_code_valid(s);
		break;
	case FIELD_INSTANT:
		v->fault = read_instant(s, n, rq->viewer.zone, &v->i64);
		break;
	case FIELD_DAY:
		good = instant_parse_day(s, n, &v->i64) &&
		       within_time(v->i64 * DAY_SECONDS);
		break;
	case FIELD_TEXT:
	case FIELD_LINE:
	case FIELD_SECRET:
		REQUIRE(!"a text is no word");
	}
	if (!good)
		v->fault = FORM_WRONG;
	v->given = v->fault == FORM_GOOD;
}

static bool is_text(const struct field *f)
{
	return f->kind == FIELD_TEXT || f->kind == FIELD_LINE ||
	       f->kind == FIELD_SECRET;
}

static void read_field(const struct req *rq, const struct field *f,
		       const struct http_pairs *from, struct form_value *v)
{
	const struct http_pair *p = http_find(from, f->name);
	bool twice = false;

	*v = (struct form_value){ .text = "", .i64 = f->otherwise };
	for (size_t i = 0; p && i < from->n; i++)
		twice |= &from->v[i] != p && str_eq(from->v[i].name, f->name);
	if (twice)
		v->fault = FORM_TWICE;
	else if (p && !str_utf8_valid(p->text, p->n))
		v->fault = FORM_UNREADABLE;
	else if (p && is_text(f))
		read_text(rq->a, f, p, v);
	else if (p)
		read_word(rq, f, p, v);
	if (!v->fault && !v->given && f->must)
		v->fault = FORM_MISSING;
	if (v->fault)
		v->i64 = f->otherwise;
}

void form_read(const struct req *rq, const struct field *fields, size_t n,
	       struct form *out)
{
	const struct http_pairs *from = rq->method == POST ? &rq->fields
							   : &rq->query;

	REQUIRE(n <= FORM_MAX);
	*out = (struct form){ .fields = fields, .n = n, .ok = true };
	for (size_t i = 0; i < n; i++) {
		read_field(rq, &fields[i], from, &out->v[i]);
		out->ok &= !out->v[i].fault;
	}
}

/* Which sentence, and the numbers in it. */
const char *form_fault_text(struct arena *a, const struct field *f,
			    const struct form_value *v)
{
	char min[24], max[24], text[WORDS_TEXT];
	const struct words_blank blanks[] = { { "MIN", min },
					      { "MAX", max },
					      { NULL, NULL } };
	enum word w = WORD_FAULT_WRONG;

	snprintf(min, sizeof(min), "%" PRId64, f->min);
	snprintf(max, sizeof(max), "%" PRId64, f->max);
	switch (v->fault) {
	case FORM_GOOD:
		return "";
	case FORM_MISSING:
		w = WORD_FAULT_MISSING;
		break;
	case FORM_TOO_LONG:
		w = WORD_FAULT_TOO_LONG;
		break;
	case FORM_OUT_OF_RANGE:
		w = WORD_FAULT_RANGE;
		break;
	case FORM_UNREADABLE:
		w = WORD_FAULT_UNREADABLE;
		break;
	case FORM_SKIPPED:
		w = WORD_FAULT_SKIPPED;
		break;
	case FORM_TWICE:
		w = WORD_FAULT_TWICE;
		break;
	case FORM_WRONG:
		if (f->kind == FIELD_INSTANT || f->kind == FIELD_DAY)
			w = WORD_FAULT_TIME;
	}
	return arena_str(a, words_fill(w, blanks, text));
}

enum err_kind form_check(struct arena *a, const struct form *f, struct err *e)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].fault)
			return err_set(
				e, ERR_INVALID, "%s: %s", f->fields[i].name,
				form_fault_text(a, &f->fields[i], &f->v[i]));
	return ERR_NONE;
}
