/*
 * Forms of every kind of field: what a handler gets is typed and in bounds,
 * whatever was sent.
 */
#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "fuzz/fuzz.h"
#include "web/form.h"

enum {
	LINE_MAX_N = 20,
	TEXT_MAX_N = 50
};

/* clang-format off */
static const struct field_choice choices[] = {
	{ "a", 1 }, { "b", 2 }, { NULL, 0 },
};
static const struct field fields[] = {
	{ "l", FIELD_LINE,    .max = LINE_MAX_N, .must = true },
	{ "t", FIELD_TEXT,    .max = TEXT_MAX_N },
	{ "s", FIELD_SECRET,  .max = LINE_MAX_N },
	{ "n", FIELD_I64,     .min = -5, .max = 5, .otherwise = 3 },
	{ .name = "f", .kind = FIELD_FLAG },
	{ "c", FIELD_CHOICE,  .choices = choices, .otherwise = 7 },
	{ .name = "o", .kind = FIELD_OID },
	{ .name = "k", .kind = FIELD_CODE },
	{ "i", FIELD_INSTANT, .otherwise = INSTANT_NONE },
	{ "d", FIELD_DAY,     .otherwise = -1 },
};
/* clang-format on */

static void check_text(const struct field *f, const struct form_value *v)
{
	size_t n = strlen(v->text);

	assert(str_utf8_valid(v->text, n));
	if (f->kind == FIELD_LINE || f->kind == FIELD_TEXT)
		for (const char *s = v->text; *s; s++)
			assert((unsigned char)*s >= ' ' ||
			       (f->kind == FIELD_TEXT &&
				(*s == '\n' || *s == '\t')));
	if (v->given && f->max > 5)
		assert(str_utf8_count(v->text, n) <= (size_t)f->max);
	if (v->fault == FORM_TOO_LONG)
		assert(str_utf8_count(v->text, n) > (size_t)f->max);
}

static void check_value(const struct field *f, const struct form_value *v)
{
	assert(v->text);
	assert(!(v->fault && v->given));
	check_text(f, v);
	if (!v->given)
		assert(v->i64 == f->otherwise);
	else if (f->kind == FIELD_I64)
		assert(v->i64 >= f->min && v->i64 <= f->max);
	else if (f->kind == FIELD_CHOICE)
		assert(v->i64 == 1 || v->i64 == 2);
	else if (f->kind == FIELD_OID)
		assert(rng_oid_valid(v->text));
	else if (f->kind == FIELD_CODE)
		assert(http_code_valid(v->text));
	else if (f->kind == FIELD_INSTANT)
		assert(v->i64 >= INSTANT_MIN - DAY_SECONDS &&
		       v->i64 <= INSTANT_MAX + DAY_SECONDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct zone_span spans[] = { { INT64_MIN, 3600 },
						  { 1774746000, 7200 } };
	static const struct zone zone = { "Test/Zone", spans, 2 };
	struct req rq = { .method = POST, .viewer = { .zone = &zone } };
	struct form form;
	bool all, good = true;

	rq.a = arena_new();
	all = http_parse_fields(rq.a, (const char *)data, size, &rq.fields);
	assert(all || rq.fields.n == LIMIT_FORM_FIELDS);
	form_read(&rq, FIELDS(fields), &form);
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		check_value(&fields[i], &form.v[i]);
		good &= !form.v[i].fault;
	}
	assert(form.ok == good);
	arena_free(rq.a);
	return 0;
}
