#ifndef CORE_CUSTOM_H
#define CORE_CUSTOM_H
/*
 * custom: custom fields: what a desk wants to know of its tickets, customers
 * and companies besides, and what stands in them.
 *
 * A field keeps its kind for ever, so that whatever was written into it can be
 * read. The numbers are stored: add at the end, never renumber.
 */
#include "core/rule.h"

enum custom_of {
	CUSTOM_OF_TICKET,
	CUSTOM_OF_CUSTOMER,
	CUSTOM_OF_COMPANY,
	CUSTOM_OF_N
};

enum custom_kind {
	CUSTOM_TEXT,   /* one line, up to LIMIT_FIELD_TEXT characters */
	CUSTOM_NUMBER, /* in steps of 1 / CUSTOM_ONE */
	CUSTOM_DATE,   /* a civil day */
	CUSTOM_CHOICE, /* one of its choices */
	CUSTOM_MANY,   /* some of them, up to LIMIT_FIELD_PICKS */
	CUSTOM_FLAG,   /* yes; empty is no */
	CUSTOM_KIND_N
};

/* Numbers are whole ten-thousandths: "12.5" is 125000, and exactly that. */
#define CUSTOM_ONE INT64_C(10000)

struct custom_choice {
	int64_t id;
	const char *oid, *name;
	int position;     /* 1, 2, ... as people put them */
	instant archived; /* kept where it is, not to choose; INSTANT_NONE */
};

struct custom_field {
	int64_t id;
	const char *oid, *name;
	enum custom_of of;
	enum custom_kind kind;
	bool shown;    /* of tickets: customers see it, and fill it in */
	bool required; /* ... and must, when they ask */
	int position;
	instant archived; /* kept where it is, asked nowhere; INSTANT_NONE */
	int64_t version;
	struct custom_choice *choices; /* in their order, archived ones too */
	size_t nchoices;
};

/* What stands in a field. Nothing: all of it 0. */
struct custom_value {
	bool set;
	const char *text;   /* CUSTOM_TEXT */
	int64_t number;     /* in ten-thousandths; a day number; 1 of a flag */
	const int64_t *ids; /* choices, each once, in order of id */
	size_t nids;
};

/* "text", "number", "date", "choice", "choices", "flag". */
const char *custom_kind_name(enum custom_kind k);

bool custom_has_choices(enum custom_kind k);

/* NULL: it has none of that id, or opaque id. */
const struct custom_choice *custom_choice_of(const struct custom_field *f,
					     int64_t id);
const struct custom_choice *custom_choice_by_oid(const struct custom_field *f,
						 const char *oid);

/*
 * custom_read(a, f, typed, n, now, out, e):
 * What people typed or ticked: a text, "-12.5", "2026-11-24", the opaque ids of
 * choices, "1". Blank ones count for nothing; none is empty. ERR_INVALID names
 * the field and the limit. An archived choice can stay where ${now} (or NULL)
 * has it, and come nowhere else.
 */
enum err_kind custom_read(struct arena *a, const struct custom_field *f,
			  const char *const *typed, size_t n,
			  const struct custom_value *now,
			  struct custom_value *out, struct err *e) MUST_CHECK;

/* ERR_INVALID if customers must fill it in and it is empty. */
enum err_kind custom_check_required(const struct custom_field *f,
				    const struct custom_value *v,
				    struct err *e) MUST_CHECK;

bool custom_same(const struct custom_value *a, const struct custom_value *b);

/*
 * As it is typed: what custom_read() gives back the same, but for choices:
 * their ids, with commas between, "3,17". NULL: it is empty.
 */
const char *custom_write(struct arena *a, enum custom_kind kind,
			 const struct custom_value *v);

/* The other way round. ERR_INVALID: nothing that can stand in that field, or a
 * choice that is archived. */
enum err_kind custom_read_written(struct arena *a, const struct custom_field *f,
				  const char *text, struct custom_value *out,
				  struct err *e) MUST_CHECK;

/* The names of its choices as they are now, with commas between; else NULL. */
const char *custom_names(struct arena *a, const struct custom_field *f,
			 const struct custom_value *v);

/* ---- For rules ------------------------------------------------------------
 */

/* What conditions compare it as. */
enum rule_type custom_type(enum custom_kind k);

/* The same as they see it; a condition's number is one of custom_number(). */
void custom_fact(const struct custom_field *f, const struct custom_value *v,
		 struct rule_custom *out);

/* "-12.5" in ten-thousandths, within LIMIT_FIELD_NUMBER. */
bool custom_number(const char *s, int64_t *out) MUST_CHECK;

/* The other way round, in the fewest digits. */
#define CUSTOM_NUMBER_TEXT 24
const char *custom_number_text(int64_t n, char out[CUSTOM_NUMBER_TEXT]);

/* "2026-11-24", in a year that LIMIT_FIELD_YEAR_* allow, as a day number. */
bool custom_day(const char *s, int64_t *out) MUST_CHECK;

#endif
