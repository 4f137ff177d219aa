/* What a step or a rule does, as an element: what it names by its name. */
#include "desk/settings_part.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/level_read.h"
#include "store/name_store.h"
#include "store/person_store.h"
#include "store/tag_store.h"

/* The attribute that says whom, where or what; NULL: there is none. */
static const char *attr_of(enum action_kind k)
{
	switch (action_names(k)) {
	case ACTION_NAMES_PERSON:
		return "person";
	case ACTION_NAMES_DEPARTMENT:
		return "department";
	case ACTION_NAMES_TAG:
		return "tag";
	case ACTION_NAMES_LEVEL:
		return "level";
	case ACTION_NAMES_FIELD:
		return "field";
	case ACTION_NAMES_NUMBER:
		return k == ACTION_PRIORITY ? "priority" : "seconds";
	case ACTION_NAMES_NOTHING:
		break;
	}
	if (k == ACTION_TELL_ADDRESS)
		return "address";
	return k == ACTION_CALL ? "url" : NULL;
}

/* Are words what it is about? */
static bool has_words(enum action_kind k)
{
	return k == ACTION_NOTE || k == ACTION_ANSWER;
}

/* To nobody, no level, without an end. */
static bool may_lack(enum action_kind k)
{
	return k == ACTION_ASSIGN || k == ACTION_LEVEL || k == ACTION_POSTPONE;
}

/* ---- Custom fields ------------------------------------------------------- */

static enum err_kind find_field(struct job *job, const char *name, int64_t id,
				struct custom_field *out, struct err *e)
{
	struct custom_fields all;

	if (custom_store_list(job->db, job->arena, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (name ? str_eq(all.v[i].name, name) : all.v[i].id == id) {
			*out = all.v[i];
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID,
		       "there is no custom field of tickets"
		       " of that name");
}

static void put_value(struct arena *a, struct xml_element *to, const char *text)
{
	xml_set_text(a, xml_add(a, to, "value"), text);
}

/* The field is gone, or a choice of it is gone or archived. */
static enum err_kind is_gone(struct err *e)
{
	if (e->kind == ERR_INVALID)
		e->kind = ERR_NOT_FOUND;
	return e->kind;
}

/* A child for each choice, or for what is written into it. */
static enum err_kind put_field(struct job *job, struct xml_element *el,
			       const struct action *is, struct err *e)
{
	struct arena *a = job->arena;
	struct custom_value value;
	struct custom_field f;

	if (find_field(job, NULL, is->id, &f, e))
		return is_gone(e);
	xml_set(a, el, "field", f.name);
	if (!is->text)
		return ERR_NONE;
	if (!custom_has_choices(f.kind)) {
		put_value(a, el, is->text);
		return ERR_NONE;
	}
	if (custom_read_written(a, &f, is->text, &value, e))
		return is_gone(e);
	for (size_t i = 0; i < value.nids; i++) {
		const struct custom_choice *c = custom_choice_of(&f,
								 value.ids[i]);

		put_value(a, el, c ? c->name : "");
	}
	return ERR_NONE;
}

static const char *choice_oid(const struct custom_field *f, const char *name)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (str_eq(f->choices[i].name, name))
			return f->choices[i].oid;
	return NULL;
}

static enum err_kind get_field(struct job *job, const struct xml_element *el,
			       struct action *out, struct err *e)
{
	struct arena *a = job->arena;
	const char *typed[LIMIT_FIELD_PICKS + 1];
	struct custom_value value;
	struct custom_field f;
	size_t n = 0;

	if (find_field(job, xml_get(el, "field"), 0, &f, e))
		return e->kind;
	for (const struct xml_element *c = el->first; c; c = c->next) {
		const char *text = c->text;

		if (custom_has_choices(f.kind))
			text = choice_oid(&f, text);
		if (!text || n > LIMIT_FIELD_PICKS)
			return err_set(e, ERR_INVALID,
				       "the field has no choice \"%.60s\"",
				       c->text);
		typed[n++] = text;
	}
	if (custom_read(a, &f, typed, n, NULL, &value, e))
		return e->kind;
	out->id = f.id;
	out->text = custom_write(a, f.kind, &value);
	return ERR_NONE;
}

/* ---- Out ----------------------------------------------------------------- */

static enum err_kind name_person(struct job *job, int64_t id, const char **out,
				 struct err *e)
{
	struct person p;

	if (person_store_find(job->db, job->arena, (person_id){ id }, &p, e))
		return e->kind;
	*out = p.email ? p.email : p.oid;
	return ERR_NONE;
}

/* One that became another is that one. */
static enum err_kind name_tag(struct job *job, int64_t id, const char **out,
			      struct err *e)
{
	struct tag t;

	if (tag_store_find(job->db, job->arena, (tag_id){ id }, &t, e))
		return e->kind;
	while (t.merged.n)
		if (tag_store_find(job->db, job->arena, t.merged, &t, e))
			return e->kind;
	*out = t.name;
	return ERR_NONE;
}

static enum err_kind name_level(struct job *job, int64_t id, const char **out,
				struct err *e)
{
	struct level_name l;

	if (level_read_id(job->db, job->arena, id, &l, e))
		return e->kind;
	*out = l.name;
	return ERR_NONE;
}

static enum err_kind name_of(struct job *job, const struct action *is,
			     const char **out, struct err *e)
{
	struct arena *a = job->arena;

	*out = is->text;
	if (is->id == 0 && may_lack(is->kind)) {
		*out = NULL;
		return ERR_NONE;
	}
	switch (action_names(is->kind)) {
	case ACTION_NAMES_PERSON:
		return name_person(job, is->id, out, e);
	case ACTION_NAMES_DEPARTMENT:
		return name_store_department(name_store_new(a), job->db,
					     (department_id){ is->id }, out, e);
	case ACTION_NAMES_TAG:
		return name_tag(job, is->id, out, e);
	case ACTION_NAMES_LEVEL:
		return name_level(job, is->id, out, e);
	case ACTION_NAMES_NUMBER:
		*out = is->kind == ACTION_PRIORITY
			       ? settings_word_priority((int)is->id)
			       : arena_printf(a, "%lld", (long long)is->id);
		break;
	default:
		break;
	}
	return ERR_NONE;
}

static enum err_kind put(struct job *job, struct xml_element *el,
			 const struct action *is, struct err *e)
{
	const char *attr = attr_of(is->kind), *name;

	xml_set(job->arena, el, "do", action_name(is->kind));
	if (is->kind == ACTION_FIELD)
		return put_field(job, el, is, e);
	if (has_words(is->kind))
		xml_set_text(job->arena, el, is->text ? is->text : "");
	if (!attr)
		return ERR_NONE;
	if (name_of(job, is, &name, e))
		return e->kind;
	xml_set(job->arena, el, attr, name);
	return ERR_NONE;
}

enum err_kind settings_put_action(struct job *job, struct xml_element *to,
				  const struct action *is, struct err *e)
{
	struct xml_element *el = xml_new(job->arena, "action");

	if (put(job, el, is, e))
		return e->kind;
	xml_append(to, el);
	return ERR_NONE;
}

/* ---- In ------------------------------------------------------------------ */

static enum err_kind find_person(struct job *job, const char *name, int64_t *id,
				 struct err *e)
{
	struct person p;

	if (strchr(name, '@')
		    ? person_store_find_email(job->db, job->arena, name, &p, e)
		    : person_store_find_oid(job->db, job->arena, name, &p, e))
		return e->kind;
	*id = p.id.n;
	return ERR_NONE;
}

static enum err_kind find_department(struct job *job, const char *name,
				     int64_t *id, struct err *e)
{
	struct department d;

	if (department_store_find_name(job->db, job->arena, name, &d, e))
		return e->kind;
	*id = d.id.n;
	return ERR_NONE;
}

static enum err_kind find_tag(struct job *job, const char *name, int64_t *id,
			      struct err *e)
{
	struct tag t;

	if (tag_store_find_name(job->db, job->arena, name, &t, e))
		return e->kind;
	*id = t.merged.n ? t.merged.n : t.id.n;
	return ERR_NONE;
}

static enum err_kind find_level(struct job *job, const char *name, int64_t *id,
				struct err *e)
{
	struct level_name l;

	if (level_read_find(job->db, job->arena, name, &l, e))
		return e->kind;
	*id = l.id;
	return ERR_NONE;
}

static enum err_kind find(struct job *job, const struct xml_element *el,
			  const char *name, struct action *out, struct err *e)
{
	switch (action_names(out->kind)) {
	case ACTION_NAMES_PERSON:
		return find_person(job, name, &out->id, e);
	case ACTION_NAMES_DEPARTMENT:
		return find_department(job, name, &out->id, e);
	case ACTION_NAMES_TAG:
		return find_tag(job, name, &out->id, e);
	case ACTION_NAMES_LEVEL:
		return find_level(job, name, &out->id, e);
	case ACTION_NAMES_NUMBER:
		out->id = out->kind == ACTION_PRIORITY
				  ? settings_choice(el, "priority",
						    settings_word_priority)
				  : settings_number(el, "seconds", 0);
		return ERR_NONE;
	default:
		out->text = name;
		return ERR_NONE;
	}
}

/* What is said besides is not this action's to say. */
static enum err_kind check_said(const struct xml_element *el,
				const struct action *is, struct err *e)
{
	const char *attr = attr_of(is->kind);

	for (size_t i = 0; i < el->nattrs; i++)
		if (!str_eq(el->attrs[i].name, "do") &&
		    !(attr && str_eq(el->attrs[i].name, attr)))
			return err_set(e, ERR_INVALID, "%s: %s is not for it",
				       action_name(is->kind),
				       el->attrs[i].name);
	if (el->first && is->kind != ACTION_FIELD)
		return err_set(e, ERR_INVALID, "%s: no values are for it",
			       action_name(is->kind));
	if (*el->text && !has_words(is->kind))
		return err_set(e, ERR_INVALID, "%s: no text is for it",
			       action_name(is->kind));
	if (attr && !xml_get(el, attr) && !may_lack(is->kind))
		return err_set(e, ERR_INVALID, "%s: %s is missing",
			       action_name(is->kind), attr);
	return ERR_NONE;
}

static enum err_kind get(struct job *job, const struct xml_element *el,
			 struct action *out, struct err *e)
{
	const char *attr = attr_of(out->kind);
	const char *name = attr ? xml_get(el, attr) : NULL;

	if (check_said(el, out, e))
		return e->kind;
	if (out->kind == ACTION_FIELD)
		return get_field(job, el, out, e);
	if (has_words(out->kind))
		out->text = el->text;
	if (name && find(job, el, name, out, e) == ERR_NOT_FOUND) {
		err_clear(e);
		return err_set(e, ERR_INVALID, "there is no %s %.80s", attr,
			       name);
	}
	return e->kind ? e->kind : action_check(out, e);
}

enum err_kind settings_get_action(struct job *job, const struct xml_element *el,
				  struct action *out, struct err *e)
{
	*out = (struct action){ .kind = (enum action_kind)settings_choice(
					el, "do", settings_word_action) };
	if (get(job, el, out, e))
		return err_wrap(e, "line %d: action", el->line);
	return ERR_NONE;
}
