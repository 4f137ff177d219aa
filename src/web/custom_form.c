#include "web/custom_form.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"
#include "web/page.h"
#include "web/words.h"

#define PREFIX "field-"

/* ---- As sent ------------------------------------------------------------- */

static struct desk_field *find_typed(struct desk_field *v, size_t n,
				     const char *oid)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].oid, oid))
			return &v[i];
	return NULL;
}

void custom_form_read(const struct req *rq, struct desk_fields *out)
{
	size_t most = rq->fields.n, n = 0;
	struct desk_field *v = ARENA_ARRAY(rq->a, most, struct desk_field);

	for (size_t i = 0; i < most; i++) {
		const struct http_pair *p = &rq->fields.v[i];
		const char *oid = p->name + strlen(PREFIX);
		struct desk_field *f;
		const char **typed;

		if (!str_starts(p->name, PREFIX) || !rng_oid_valid(oid))
			continue;
		f = find_typed(v, n, oid);
		if (!f) {
			f = &v[n++];
			f->oid = oid;
			f->v = ARENA_ARRAY(rq->a, most - i, const char *);
		}
		typed = (const char **)f->v;
		typed[f->n++] = form_line(rq->a, p);
	}
	*out = (struct desk_fields){ v, n };
}

/* ---- A form -------------------------------------------------------------- */

static const struct desk_field *typed_of(const struct custom_form *form,
					 const struct custom_field *f)
{
	for (size_t i = 0; form->typed && i < form->typed->n; i++)
		if (str_eq(form->typed->v[i].oid, f->oid))
			return &form->typed->v[i];
	return NULL;
}

/* The first that is not empty, to be shown again. */
static const char *typed_text(const struct desk_field *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (*d->v[i])
			return str_utf8_valid(d->v[i], strlen(d->v[i]))
				       ? d->v[i]
				       : "";
	return "";
}

static bool is_typed(const struct desk_field *d, const char *text)
{
	for (size_t i = 0; i < d->n; i++)
		if (str_eq(d->v[i], text))
			return true;
	return false;
}

static bool has(const struct custom_value *v, int64_t id)
{
	for (size_t i = 0; i < v->nids; i++)
		if (v->ids[i] == id)
			return true;
	return false;
}

static void fill_options(struct view *v, const struct custom_field *f,
			 const struct custom_value *now,
			 const struct desk_field *d)
{
	for (size_t i = 0; i < f->nchoices; i++) {
		const struct custom_choice *c = &f->choices[i];
		bool there = has(now, c->id), old = c->archived != INSTANT_NONE;
		struct view *row;

		if (old && !there)
			continue;
		row = view_row(v, PARTS_CUSTOM_OPTION);
		view_text(row, PARTS_CUSTOM_VALUE, c->oid);
		view_text(row, PARTS_CUSTOM_LABEL, c->name);
		if (d ? is_typed(d, c->oid) : there)
			view_show(row, PARTS_CUSTOM_CHOSEN);
		if (old)
			view_show(row, PARTS_CUSTOM_OLD);
	}
}

static void fill_input(struct req *rq, struct view *v,
		       const struct custom_field *f,
		       const struct custom_value *now,
		       const struct desk_field *d)
{
	const char *text = d ? typed_text(d)
			     : custom_write(rq->a, f->kind, now);

	if (custom_has_choices(f->kind)) {
		fill_options(v, f, now, d);
	} else if (f->kind == CUSTOM_FLAG) {
		if (d ? is_typed(d, "1") : now->set)
			view_show(v, PARTS_CUSTOM_CHOSEN);
	} else {
		view_text(v, PARTS_CUSTOM_VALUE, text ? text : "");
		view_int(v, PARTS_CUSTOM_MAX, LIMIT_FIELD_TEXT);
	}
}

/* What the desk says of it, too; NULL: it is good. */
static const char *find_fault(struct req *rq, const struct custom_form *form,
			      const struct custom_field *f,
			      const struct custom_value *now,
			      const struct desk_field *d)
{
	struct custom_value v = { 0 };
	struct err e = { 0 };

	if (!form->refused || (!d && !form->customer) ||
	    (!(d && custom_read(rq->a, f, d->v, d->n, now, &v, &e)) &&
	     !(form->customer && custom_check_required(f, &v, &e))))
		return NULL;
	return arena_str(rq->a, e.msg);
}

static bool is_asked(const struct custom_form *form,
		     const struct custom_field *f)
{
	return f->archived == INSTANT_NONE && (!form->customer || f->shown);
}

static struct custom_value value_of(const struct custom_values *now,
				    const struct custom_field *f)
{
	static const struct custom_values none;

	return custom_store_value(now ? now : &none, f->id);
}

size_t custom_form_fill(struct req *rq, struct view *v, const char *name,
			const struct custom_form *form)
{
	static const char *const kinds[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = PARTS_CUSTOM_IS_TEXT,
		[CUSTOM_NUMBER] = PARTS_CUSTOM_IS_NUMBER,
		[CUSTOM_DATE] = PARTS_CUSTOM_IS_DATE,
		[CUSTOM_CHOICE] = PARTS_CUSTOM_IS_CHOICE,
		[CUSTOM_MANY] = PARTS_CUSTOM_IS_MANY,
		[CUSTOM_FLAG] = PARTS_CUSTOM_IS_FLAG,
	};
	size_t wrong = 0;

	for (size_t i = 0; i < form->fields->n; i++) {
		const struct custom_field *f = &form->fields->v[i];
		const struct desk_field *d = typed_of(form, f);
		struct custom_value now = value_of(form->now, f);
		const char *id, *fault;
		struct view *part, *row;

		if (!is_asked(form, f))
			continue;
		part = view_include(v, name, PARTS_CUSTOM_TPL);
		row = view_row(part, kinds[f->kind]);
		id = arena_printf(rq->a, PREFIX "%s", f->oid);
		view_text(row, PARTS_CUSTOM_ID, id);
		view_text(row, PARTS_CUSTOM_NAME, f->name);
		if (form->customer)
			view_show(row, f->required ? PARTS_CUSTOM_REQUIRED
						   : PARTS_CUSTOM_OPTIONAL);
		fill_input(rq, row, f, &now, d);
		fault = find_fault(rq, form, f, &now, d);
		if (!fault)
			continue;
		wrong++;
		view_text(view_row(row, PARTS_CUSTOM_ERROR), PARTS_CUSTOM_TEXT,
			  page_listed(rq, form->page, form->errors, id, fault));
	}
	return wrong;
}

/* ---- To be read ---------------------------------------------------------- */

const char *custom_form_text(struct arena *a, enum custom_kind kind,
			     const char *written)
{
	char text[WORDS_TEXT];
	int64_t day;

	if (kind == CUSTOM_FLAG)
		return NULL;
	if (kind == CUSTOM_DATE && custom_day(written, &day))
		return arena_str(a, words_day_full(day, text));
	return written;
}

static bool is_fact(const struct custom_field *f, enum custom_facts which)
{
	switch (which) {
	case CUSTOM_FACTS_LIVE:
		return f->archived == INSTANT_NONE;
	case CUSTOM_FACTS_ARCHIVED:
		return f->archived != INSTANT_NONE;
	case CUSTOM_FACTS_CUSTOMER:
		return f->shown;
	default:
		return true;
	}
}

size_t custom_form_facts(struct req *rq, struct view *v, const char *name,
			 const struct custom_fields *fields,
			 const struct custom_values *now,
			 enum custom_facts which)
{
	size_t n = 0;

	for (size_t i = 0; i < fields->n; i++) {
		const struct custom_field *f = &fields->v[i];
		struct custom_value value = value_of(now, f);
		const char *text = custom_names(rq->a, f, &value);
		struct view *fact;

		if (!value.set || !is_fact(f, which))
			continue;
		if (!text)
			text = custom_form_text(
				rq->a, f->kind,
				custom_write(rq->a, f->kind, &value));
		n++;
		fact = view_include(v, name, PARTS_CUSTOM_FACT_TPL);
		view_text(fact, PARTS_CUSTOM_FACT_NAME, f->name);
		if (text)
			view_text(view_row(fact, PARTS_CUSTOM_FACT_VALUE),
				  PARTS_CUSTOM_FACT_TEXT, text);
		else
			view_show(fact, PARTS_CUSTOM_FACT_YES);
	}
	return n;
}
