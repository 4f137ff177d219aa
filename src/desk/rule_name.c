/* What conditions name, by the words that people use for it. */
#include "desk/rule_name.h"

#include <string.h>
#include "base/str.h"
#include "core/rule_names.h"
#include "store/company_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/group_store.h"
#include "store/level_read.h"
#include "store/person_store.h"
#include "store/tag_store.h"

static enum err_kind find_choice(const struct rule_condition *c,
				 const char *word, struct rule_named *out,
				 struct err *e)
{
	for (size_t i = 0; i < rule_choices(c->field); i++) {
		const char *name = rule_choice_name(c->field, (int64_t)i);

		if (name && str_eq(name, word)) {
			*out = (struct rule_named){ (int64_t)i, name };
			return ERR_NONE;
		}
	}
	return err_set(e, ERR_NOT_FOUND, "there is no such value");
}

static enum err_kind find_tag(struct db *db, struct arena *a, const char *word,
			      struct rule_named *out, struct err *e)
{
	struct tag t;

	if (tag_store_find_name(db, a, word, &t, e))
		return e->kind;
	*out = (struct rule_named){ t.merged.n ? t.merged.n : t.id.n, t.name };
	return ERR_NONE;
}

static enum err_kind find_department(struct db *db, struct arena *a,
				     const char *word, struct rule_named *out,
				     struct err *e)
{
	struct department d;

	if (department_store_find_name(db, a, word, &d, e))
		return e->kind;
	*out = (struct rule_named){ d.id.n, d.name };
	return ERR_NONE;
}

static enum err_kind find_level(struct db *db, struct arena *a,
				const char *word, struct rule_named *out,
				struct err *e)
{
	struct level_name l;

	if (level_read_find(db, a, word, &l, e))
		return e->kind;
	*out = (struct rule_named){ l.id, l.name };
	return ERR_NONE;
}

/* By e-mail address; whoever has none by opaque id. */
static enum err_kind find_person(struct db *db, struct arena *a,
				 const char *word, struct rule_named *out,
				 struct err *e)
{
	struct person p;

	if (strchr(word, '@') ? person_store_find_email(db, a, word, &p, e)
			      : person_store_find_oid(db, a, word, &p, e))
		return e->kind;
	*out = (struct rule_named){ p.id.n, p.name };
	return ERR_NONE;
}

static enum err_kind find_company(struct db *db, struct arena *a,
				  const char *word, struct rule_named *out,
				  struct err *e)
{
	struct company c;

	if (company_store_find_name(db, a, word, &c, e))
		return e->kind;
	*out = (struct rule_named){ c.id.n, c.name };
	return ERR_NONE;
}

static enum err_kind find_group(struct db *db, struct arena *a,
				const char *word, struct rule_named *out,
				struct err *e)
{
	struct customer_groups all;

	if (group_store_list(db, a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].name, word)) {
			*out = (struct rule_named){ all.v[i].id.n,
						    all.v[i].name };
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "there is no such group");
}

static enum err_kind find_custom(struct db *db, struct arena *a,
				 const struct rule_condition *c,
				 const char *word, struct rule_named *out,
				 struct err *e)
{
	struct custom_fields all;

	if (custom_store_list(db, a, CUSTOM_OF_N, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0;
		     all.v[i].id == c->custom && k < all.v[i].nchoices; k++) {
			const struct custom_choice *x = &all.v[i].choices[k];

			if (str_eq(x->name, word)) {
				*out = (struct rule_named){ x->id, x->name };
				return ERR_NONE;
			}
		}
	return err_set(e, ERR_NOT_FOUND, "the field has no such choice");
}

static enum err_kind find(struct db *db, struct arena *a,
			  const struct rule_condition *c, const char *word,
			  struct rule_named *out, struct err *e)
{
	switch (c->field) {
	case RULE_TAGS:
		return find_tag(db, a, word, out, e);
	case RULE_DEPARTMENT:
		return find_department(db, a, word, out, e);
	case RULE_LEVEL:
		return find_level(db, a, word, out, e);
	case RULE_ASSIGNEE:
	case RULE_REQUESTER:
		return find_person(db, a, word, out, e);
	case RULE_COMPANY:
		return find_company(db, a, word, out, e);
	case RULE_GROUPS:
		return find_group(db, a, word, out, e);
	case RULE_CUSTOM:
		return find_custom(db, a, c, word, out, e);
	default:
		return find_choice(c, word, out, e);
	}
}

enum err_kind rule_name_find(struct db *db, struct arena *a,
			     const struct rule_condition *c, const char *word,
			     struct rule_named *out, struct err *e)
{
	if (find(db, a, c, word, out, e) == ERR_NOT_FOUND) {
		err_clear(e);
		return err_set(e, ERR_INVALID,
			       "%s: there is nothing called %.60s",
			       rule_field_name(c->field), word);
	}
	return e->kind;
}

/* ---- The other way round ------------------------------------------------- */

static enum err_kind name_people(struct db *db, struct arena *a,
				 const struct rule_condition *c, struct err *e)
{
	const char **names = (const char **)(uintptr_t)c->names;

	for (size_t i = 0; i < c->nids; i++) {
		struct person p;

		if (c->ids[i] == 0 ||
		    person_store_find(db, a, (person_id){ c->ids[i] }, &p, e)) {
			if (e->kind && e->kind != ERR_NOT_FOUND)
				return e->kind;
			err_clear(e);
			continue;
		}
		names[i] = p.email ? p.email : p.oid;
	}
	return ERR_NONE;
}

enum err_kind rule_name_people(struct db *db, struct arena *a,
			       const struct rule_row *rule, struct err *e)
{
	for (size_t g = 0; g < rule->is.ngroups; g++)
		for (size_t i = 0; i < rule->is.groups[g].n; i++) {
			const struct rule_condition *c =
				&rule->is.groups[g].v[i];

			if ((c->field == RULE_ASSIGNEE ||
			     c->field == RULE_REQUESTER) &&
			    name_people(db, a, c, e))
				return e->kind;
		}
	return ERR_NONE;
}
