/* Departments, tags, groups, fields, companies and people of a file, made and
 * changed by the verbs for them. */
#include "desk/settings_part.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/access.h"
#include "desk/companies.h"
#include "desk/customs.h"
#include "desk/departments.h"
#include "desk/groups.h"
#include "desk/people.h"
#include "desk/tags_admin.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/group_store.h"
#include "store/tag_store.h"

/* A thing of that name as it is on the desk now. */
struct thing {
	const char *oid;
	int64_t version;
	bool archived;
};

static enum err_kind gone(const char *name, struct err *e)
{
	return err_set(e, ERR_CONFLICT, "%.60s is gone", name);
}

/* ---- Departments --------------------------------------------------------- */

static enum err_kind find_department(struct job *job, const char *name,
				     struct thing *out, struct err *e)
{
	struct department d;

	if (department_store_find_name(job->db, job->arena, name, &d, e))
		return e->kind;
	*out = (struct thing){ d.oid, d.version, d.archived != INSTANT_NONE };
	return ERR_NONE;
}

static enum err_kind save_department(struct job *job,
				     const struct xml_element *el,
				     const struct thing *is, struct err *e)
{
	const struct departments_draft d = {
		.seen = is ? is->version : 0,
		.name = xml_get(el, "name"),
		.open_to_all = settings_flag(el, "public", true),
	};
	const char *oid;

	return is ? departments_change(job, is->oid, &d, e)
		  : departments_add(job, &d, &oid, e);
}

/* ---- Tags ---------------------------------------------------------------- */

static enum err_kind find_tag(struct job *job, const char *name,
			      struct thing *out, struct err *e)
{
	struct tag t;

	if (tag_store_find_name(job->db, job->arena, name, &t, e))
		return e->kind;
	*out = (struct thing){ t.oid, t.version, t.archived != INSTANT_NONE };
	return ERR_NONE;
}

static enum colour colour(const struct xml_element *el)
{
	int i = settings_choice(el, "colour", settings_word_colour);

	return i < 0 ? COLOUR_NONE : (enum colour)i;
}

static enum err_kind save_tag(struct job *job, const struct xml_element *el,
			      const struct thing *is, struct err *e)
{
	const struct tags_draft d = {
		.name = xml_get(el, "name"),
		.colour = colour(el),
		.open = settings_flag(el, "public", false),
		.seen = is ? is->version : 0,
	};
	const char *oid;

	return is ? tags_change(job, is->oid, &d, e)
		  : tags_add(job, &d, &oid, e);
}

/* ---- Groups -------------------------------------------------------------- */

static enum err_kind find_group(struct job *job, const char *name,
				struct thing *out, struct err *e)
{
	struct customer_groups all;

	if (group_store_list(job->db, job->arena, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].name, name)) {
			*out = (struct thing){ all.v[i].oid, all.v[i].version,
					       all.v[i].archived !=
						       INSTANT_NONE };
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such group");
}

static enum err_kind save_group(struct job *job, const struct xml_element *el,
				const struct thing *is, struct err *e)
{
	const struct groups_draft d = { .name = xml_get(el, "name"),
					.colour = colour(el),
					.seen = is ? is->version : 0 };
	const char *oid;

	return is ? groups_change(job, is->oid, &d, e)
		  : groups_add(job, &d, &oid, e);
}

/* ---- Custom fields ------------------------------------------------------- */

static enum custom_of of_what(const struct xml_element *el)
{
	return (enum custom_of)settings_choice(el, "of", settings_word_of_what);
}

static enum err_kind find_field(struct job *job, const struct xml_element *el,
				struct custom_field *out, struct err *e)
{
	const char *name = xml_get(el, "name");
	struct custom_fields all;

	if (custom_store_list(job->db, job->arena, of_what(el), &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].name, name)) {
			*out = all.v[i];
			return ERR_NONE;
		}
	return gone(name, e);
}

static const struct custom_choice *choice_of(const struct custom_field *f,
					     const char *name)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (str_eq(f->choices[i].name, name))
			return &f->choices[i];
	return NULL;
}

static enum err_kind save_choice(struct job *job, const struct custom_field *f,
				 const struct xml_element *el, struct err *e)
{
	const char *name = xml_get(el, "name");
	const struct custom_choice *is = choice_of(f, name);

	if (!is)
		return customs_add_choice(job, f->oid, name, e);
	if (is->archived == INSTANT_NONE ||
	    settings_flag(el, "archived", false))
		return ERR_NONE;
	return customs_change_choice(job, f->oid, is->oid, CUSTOMS_REVIVE, NULL,
				     e);
}

/* Those that can be chosen stand as in the file; others, behind them, as they
 * did. */
static enum err_kind order_choices(struct job *job,
				   const struct xml_element *el, struct err *e)
{
	size_t place = 0;

	for (const struct xml_element *c = el->first; c; c = c->next) {
		struct custom_field f;
		size_t at = 0, kept = 0;

		if (find_field(job, el, &f, e))
			return e->kind;
		while (at < f.nchoices &&
		       !str_eq(f.choices[at].name, xml_get(c, "name"))) {
			kept += f.choices[at].archived == INSTANT_NONE;
			at++;
		}
		if (at == f.nchoices || f.choices[at].archived != INSTANT_NONE)
			continue;
		for (; kept > place; kept--)
			if (customs_change_choice(job, f.oid, f.choices[at].oid,
						  CUSTOMS_UP, NULL, e))
				return e->kind;
		place++;
	}
	return ERR_NONE;
}

static enum err_kind add_field(struct job *job, const struct xml_element *el,
			       struct err *e)
{
	const struct customs_draft d = {
		.name = xml_get(el, "name"),
		.of = of_what(el),
		.kind = (enum custom_kind)settings_choice(el, "kind",
							  settings_word_kind),
		.shown = settings_flag(el, "public", false),
		.required = settings_flag(el, "required", false),
	};
	const char *oid;

	return customs_add(job, &d, &oid, e);
}

static enum err_kind change_field(struct job *job, const struct xml_element *el,
				  struct err *e)
{
	const struct customs_change c = {
		.name = xml_get(el, "name"),
		.shown = settings_flag(el, "public", false),
		.required = settings_flag(el, "required", false),
	};
	struct custom_field f;

	if (find_field(job, el, &f, e))
		return e->kind;
	if ((int)f.kind != settings_choice(el, "kind", settings_word_kind))
		return err_set(e, ERR_INVALID,
			       "kind: it is %s here, and keeps its kind",
			       custom_kind_name(f.kind));
	if (f.archived != INSTANT_NONE && customs_archive(job, f.oid, false, e))
		return e->kind;
	return customs_change(job, f.oid, &c, e);
}

static enum err_kind save_field(struct job *job, const struct xml_element *el,
				bool there, struct err *e)
{
	struct custom_field f;

	if ((there ? change_field(job, el, e) : add_field(job, el, e)) ||
	    find_field(job, el, &f, e))
		return e->kind;
	if (el->first && !custom_has_choices(f.kind))
		return err_set(e, ERR_INVALID, "it has no choices");
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (save_choice(job, &f, c, e))
			return e->kind;
	return order_choices(job, el, e);
}

static enum err_kind end_choice(struct job *job, const struct custom_field *f,
				const struct custom_choice *c, struct err *e)
{
	if (!c || c->archived != INSTANT_NONE)
		return ERR_NONE;
	return customs_change_choice(job, f->oid, c->oid, CUSTOMS_ARCHIVE, NULL,
				     e);
}

static bool says(const struct xml_element *el, const char *name)
{
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (str_eq(xml_get(c, "name"), name))
			return true;
	return false;
}

static enum err_kind end_field(struct job *job, const struct xml_element *el,
			       bool remove, struct err *e)
{
	struct custom_field f;

	if (find_field(job, el, &f, e))
		return e->kind;
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (settings_flag(c, "archived", false) &&
		    end_choice(job, &f, choice_of(&f, xml_get(c, "name")), e))
			return e->kind;
	for (size_t i = 0; remove && i < f.nchoices; i++)
		if (!says(el, f.choices[i].name) &&
		    end_choice(job, &f, &f.choices[i], e))
			return e->kind;
	if (f.archived == INSTANT_NONE && settings_flag(el, "archived", false))
		return customs_archive(job, f.oid, true, e);
	return ERR_NONE;
}

/* Where it stands among those of its kind that are asked. */
static enum err_kind place_of_field(struct job *job,
				    const struct xml_element *el,
				    const char **oid, size_t *place,
				    struct err *e)
{
	struct custom_fields all;

	*place = 0;
	*oid = NULL;
	if (custom_store_list(job->db, job->arena, of_what(el), &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		if (all.v[i].archived != INSTANT_NONE)
			continue;
		if (str_eq(all.v[i].name, xml_get(el, "name"))) {
			*oid = all.v[i].oid;
			return ERR_NONE;
		}
		++*place;
	}
	return ERR_NONE;
}

enum err_kind settings_order_fields(struct job *job,
				    const struct xml_element *section,
				    struct err *e)
{
	size_t next[CUSTOM_OF_N] = { 0 };

	for (const struct xml_element *el = section->first; el; el = el->next) {
		size_t place, *want = &next[of_what(el)];
		const char *oid;

		if (place_of_field(job, el, &oid, &place, e))
			return e->kind;
		if (!oid)
			continue;
		for (; place > *want; place--)
			if (customs_move(job, oid, true, e))
				return e->kind;
		++*want;
	}
	return ERR_NONE;
}

/* ---- People and companies ------------------------------------------------ */

static enum err_kind add_company(struct job *job, const struct xml_element *el,
				 struct err *e)
{
	const struct companies_draft d = { .name = xml_get(el, "name") };
	const char *oid;

	return companies_add(job, &d, &oid, e);
}

/* Without a password: who is to come in gets a link. */
static enum err_kind add_person(struct job *job, const struct xml_element *el,
				struct err *e)
{
	const char *zone = xml_get(el, "zone"), *oid;
	struct people_draft d = { .name = xml_get(el, "name"),
				  .email = xml_get(el, "email"),
				  .zone = zone ? zone : "UTC" };
	const char **in;
	size_t n = 0;

	for (const struct xml_element *c = el->first; c; c = c->next)
		n++;
	in = ARENA_ARRAY(job->arena, n + 1, const char *);
	for (const struct xml_element *c = el->first; c; c = c->next)
		in[d.ndepartments++] = xml_get(c, "department");
	d.departments = in;
	d.roles = settings_choices(el, "roles", settings_word_role);
	return people_add(job, &d, &oid, e);
}

/* ---- Any of them --------------------------------------------------------- */

typedef enum err_kind find_thing(struct job *job, const char *name,
				 struct thing *out, struct err *e);
typedef enum err_kind save_thing(struct job *job, const struct xml_element *el,
				 const struct thing *is, struct err *e);
typedef enum err_kind archive_thing(struct job *job, const char *oid,
				    bool archived, struct err *e);

static const struct {
	const char *name;
	find_thing *find;
	save_thing *save;
	archive_thing *archive;
} things[] = {
	{ "department", find_department, save_department, departments_archive },
	{ "tag", find_tag, save_tag, tags_archive },
	{ "group", find_group, save_group, groups_archive },
};

static enum err_kind save(struct job *job, size_t i,
			  const struct xml_element *el, bool there,
			  struct err *e)
{
	const char *name = xml_get(el, "name");
	struct thing is;

	if (!there)
		return things[i].save(job, el, NULL, e);
	if (things[i].find(job, name, &is, e))
		return e->kind == ERR_NOT_FOUND ? gone(name, e) : e->kind;
	if (is.archived && !settings_flag(el, "archived", false) &&
	    (things[i].archive(job, is.oid, false, e) ||
	     things[i].find(job, name, &is, e)))
		return e->kind;
	return things[i].save(job, el, &is, e);
}

enum err_kind settings_save_thing(struct job *job, const struct xml_element *el,
				  bool there, struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(things); i++)
		if (xml_is(el, things[i].name))
			return save(job, i, el, there, e);
	if (xml_is(el, "field"))
		return save_field(job, el, there, e);
	if (xml_is(el, "company"))
		return add_company(job, el, e);
	return add_person(job, el, e);
}

static enum err_kind end_person(struct job *job, const struct xml_element *el,
				struct err *e)
{
	if (!settings_flag(el, "disabled", false))
		return ERR_NONE;
	return people_set_disabled(job, xml_get(el, "email"), true, e);
}

enum err_kind settings_end_thing(struct job *job, const struct xml_element *el,
				 bool remove, struct err *e)
{
	bool ends = remove || settings_flag(el, "archived", false);
	struct thing is;

	for (size_t i = 0; i < COUNT_OF(things); i++) {
		if (!xml_is(el, things[i].name) || !ends)
			continue;
		if (things[i].find(job, xml_get(el, "name"), &is, e))
			return e->kind;
		return is.archived ? ERR_NONE
				   : things[i].archive(job, is.oid, true, e);
	}
	return xml_is(el, "person") ? end_person(job, el, e) : ERR_NONE;
}

enum err_kind settings_end_field(struct job *job, const struct xml_element *el,
				 bool gone_too, bool remove, struct err *e)
{
	struct custom_field f;

	if (!gone_too)
		return end_field(job, el, remove, e);
	if (find_field(job, el, &f, e))
		return e->kind;
	return f.archived == INSTANT_NONE ? customs_archive(job, f.oid, true, e)
					  : ERR_NONE;
}
