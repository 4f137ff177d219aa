#include "desk/audit_state.h"

#include "base/json_out.h"
#include "base/limits.h"
#include "base/require.h"
#include "base/str.h"
#include "core/access.h"
#include "desk/calendar_json.h"
#include "desk/level_json.h"
#include "desk/rule_json.h"
#include "store/audit_read.h"
#include "store/calendar_store.h"
#include "store/closing_store.h"
#include "store/company_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/desk_store.h"
#include "store/group_store.h"
#include "store/level_read.h"
#include "store/level_store.h"
#include "store/person_store.h"
#include "store/rule_store.h"
#include "store/tag_store.h"

/* What is being written, and the name that it has. */
struct writing {
	struct db *db;
	struct arena *a;
	const char *oid, *name;
	struct json_out j;
};

/* Its members; ERR_NOT_FOUND: there is no such thing. */
typedef enum err_kind write_state(struct writing *w, struct err *e);

static void put_names(struct writing *w, const char *key,
		      const struct audit_names *names)
{
	json_out_array(&w->j, key);
	for (size_t i = 0; i < names->n; i++)
		json_out_str(&w->j, NULL, names->v[i]);
	json_out_end_array(&w->j);
}

/* ---- The desk ------------------------------------------------------------ */

static enum err_kind write_desk(struct writing *w, struct err *e)
{
	struct desk_settings is;
	struct closing c;

	if (desk_store_find(w->db, w->a, &is, e) ||
	    closing_store_read(w->db, w->a, &c, e))
		return e->kind;
	w->name = is.name;
	json_out_str(&w->j, "name", is.name);
	json_out_str(&w->j, "zone", is.zone);
	json_out_i64(&w->j, "close_after",
		     c.n > 0 ? c.rules[c.n - 1].after : 0);
	json_out_bool(&w->j, "sandbox", is.sandbox);
	return ERR_NONE;
}

static enum err_kind write_department(struct writing *w, struct err *e)
{
	struct audit_names members;
	struct department d;

	if (department_store_find_oid(w->db, w->a, w->oid, &d, e) ||
	    audit_read_members(w->db, w->a, d.id, &members, e))
		return e->kind;
	w->name = d.name;
	json_out_str(&w->j, "name", d.name);
	json_out_bool(&w->j, "open_to_all", d.open_to_all);
	json_out_bool(&w->j, "archived", d.archived != INSTANT_NONE);
	put_names(w, "members", &members);
	return ERR_NONE;
}

/* ---- Labels -------------------------------------------------------------- */

static enum err_kind write_tag(struct writing *w, struct err *e)
{
	struct tag t, into;

	if (tag_store_find_oid(w->db, w->a, w->oid, &t, e))
		return e->kind;
	w->name = t.name;
	json_out_str(&w->j, "name", t.name);
	json_out_str(&w->j, "colour", colour_name(t.colour));
	json_out_bool(&w->j, "public", t.open);
	json_out_bool(&w->j, "archived", t.archived != INSTANT_NONE);
	if (t.merged.n == 0)
		return ERR_NONE;
	if (tag_store_find(w->db, w->a, t.merged, &into, e))
		return e->kind;
	json_out_str(&w->j, "merged_into", into.name);
	return ERR_NONE;
}

static enum err_kind write_group(struct writing *w, struct err *e)
{
	struct customer_group g;

	if (group_store_find_oid(w->db, w->a, w->oid, &g, e))
		return e->kind;
	w->name = g.name;
	json_out_str(&w->j, "name", g.name);
	json_out_str(&w->j, "colour", colour_name(g.colour));
	json_out_bool(&w->j, "archived", g.archived != INSTANT_NONE);
	return ERR_NONE;
}

static void put_choices(struct json_out *j, const struct custom_field *f)
{
	json_out_array(j, "choices");
	for (size_t i = 0; i < f->nchoices; i++) {
		json_out_object(j, NULL);
		json_out_str(j, "name", f->choices[i].name);
		if (f->choices[i].archived != INSTANT_NONE)
			json_out_bool(j, "archived", true);
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

static enum err_kind write_field(struct writing *w, struct err *e)
{
	static const char *const of[CUSTOM_OF_N] = {
		[CUSTOM_OF_TICKET] = "ticket",
		[CUSTOM_OF_CUSTOMER] = "customer",
		[CUSTOM_OF_COMPANY] = "company",
	};
	struct custom_field f;

	if (custom_store_find(w->db, w->a, w->oid, &f, e))
		return e->kind;
	w->name = f.name;
	json_out_str(&w->j, "name", f.name);
	json_out_str(&w->j, "of", of[f.of]);
	json_out_str(&w->j, "kind", custom_kind_name(f.kind));
	json_out_bool(&w->j, "shown", f.shown);
	json_out_bool(&w->j, "required", f.required);
	json_out_i64(&w->j, "place", f.position);
	json_out_bool(&w->j, "archived", f.archived != INSTANT_NONE);
	if (custom_has_choices(f.kind))
		put_choices(&w->j, &f);
	return ERR_NONE;
}

/* ---- People and companies ------------------------------------------------ */

static const char *value_text(struct arena *a, const struct custom_field *f,
			      const struct custom_value *v)
{
	return custom_has_choices(f->kind) ? custom_names(a, f, v)
					   : custom_write(a, f->kind, v);
}

/* What stands in their custom fields. */
static enum err_kind put_values(struct writing *w, enum custom_of of,
				int64_t id, struct err *e)
{
	struct custom_values values;
	struct custom_fields all;

	if (custom_store_values(w->db, w->a, of, id, &values, e))
		return e->kind;
	if (values.n == 0)
		return ERR_NONE;
	if (custom_store_list(w->db, w->a, of, &all, e))
		return e->kind;
	json_out_object(&w->j, "fields");
	for (size_t i = 0; i < all.n; i++) {
		struct custom_value v = custom_store_value(&values,
							   all.v[i].id);

		if (v.set)
			json_out_str(&w->j, all.v[i].name,
				     value_text(w->a, &all.v[i], &v));
	}
	json_out_end_object(&w->j);
	return ERR_NONE;
}

static void put_groups(struct writing *w, const struct customer_groups *groups)
{
	json_out_array(&w->j, "groups");
	for (size_t i = 0; i < groups->n; i++)
		json_out_str(&w->j, NULL, groups->v[i].name);
	json_out_end_array(&w->j);
}

static void put_roles(struct json_out *j, unsigned roles)
{
	json_out_array(j, "roles");
	for (unsigned r = ROLE_CUSTOMER; r <= ROLE_OWNER; r <<= 1)
		if (roles & r)
			json_out_str(j, NULL, access_role_name((enum role)r));
	json_out_end_array(j);
}

static enum err_kind put_company(struct writing *w, const struct person *p,
				 struct err *e)
{
	struct company c = { .name = NULL };

	if (p->company.n && company_store_find(w->db, w->a, p->company, &c, e))
		return e->kind;
	json_out_str(&w->j, "company", c.name);
	json_out_bool(&w->j, "sees_company", p->sees_company);
	return ERR_NONE;
}

/* What they sign in by is told as there or not, never itself. */
static enum err_kind write_person(struct writing *w, struct err *e)
{
	struct customer_groups groups;
	struct departments of;
	struct person p;

	if (person_store_find_oid(w->db, w->a, w->oid, &p, e) ||
	    department_store_list_of(w->db, w->a, p.id, &of, e) ||
	    group_store_of_person(w->db, w->a, p.id, &groups, e))
		return e->kind;
	w->name = p.name;
	json_out_str(&w->j, "name", p.name);
	json_out_str(&w->j, "email", p.email);
	json_out_str(&w->j, "zone", p.zone);
	put_roles(&w->j, p.roles);
	json_out_array(&w->j, "departments");
	for (size_t i = 0; i < of.n; i++)
		json_out_str(&w->j, NULL, of.v[i].name);
	json_out_end_array(&w->j);
	if (put_company(w, &p, e))
		return e->kind;
	put_groups(w, &groups);
	json_out_str(&w->j, "note", p.note);
	json_out_bool(&w->j, "has_password", p.password_hash != NULL);
	json_out_bool(&w->j, "disabled", p.disabled != INSTANT_NONE);
	return put_values(w, CUSTOM_OF_CUSTOMER, p.id.n, e);
}

static enum err_kind write_company(struct writing *w, struct err *e)
{
	struct customer_groups groups;
	struct company c;

	if (company_store_find_oid(w->db, w->a, w->oid, &c, e) ||
	    group_store_of_company(w->db, w->a, c.id, &groups, e))
		return e->kind;
	w->name = c.name;
	json_out_str(&w->j, "name", c.name);
	json_out_str(&w->j, "note", c.note);
	put_groups(w, &groups);
	return put_values(w, CUSTOM_OF_COMPANY, c.id.n, e);
}

/* ---- Promises ------------------------------------------------------------ */

static enum err_kind write_calendar(struct writing *w, struct err *e)
{
	struct calendar_stored is;
	struct calendar_name name;

	if (calendar_store_by_oid(w->db, w->a, w->oid, &name, e) ||
	    calendar_store_load(w->db, w->a, name.id, &is, e))
		return e->kind;
	w->name = name.name;
	json_out_i64(&w->j, "version", is.number);
	calendar_json_members(w->a, &is.draft, &w->j);
	return ERR_NONE;
}

static enum err_kind find_level(struct writing *w, struct level_name *out,
				struct err *e)
{
	struct level_names all;

	if (level_read_list(w->db, w->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].oid, w->oid)) {
			*out = all.v[i];
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such level");
}

static enum err_kind calendar_of(struct writing *w, int64_t id,
				 const char **out, struct err *e)
{
	struct calendar_names all;

	*out = NULL;
	if (id == 0)
		return ERR_NONE;
	if (calendar_store_list(w->db, w->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*out = all.v[i].name;
	return ERR_NONE;
}

static enum err_kind write_level(struct writing *w, struct err *e)
{
	const char *calendar;
	struct level_name name = { 0 };
	struct level_ref ref;
	const struct level *l;

	if (find_level(w, &name, e) ||
	    level_store_ref(w->db, w->a, name.version, &ref, e) ||
	    level_store_compile(w->db, ref, &l, e) ||
	    calendar_of(w, l->calendar_id, &calendar, e))
		return e->kind;
	w->name = name.name;
	json_out_i64(&w->j, "version", name.number);
	if (level_json_members(w->db, w->a, l, calendar, &w->j, e))
		return e->kind;
	json_out_bool(&w->j, "archived", name.archived != INSTANT_NONE);
	return ERR_NONE;
}

/* Its place is among those of its kind. */
static const struct rule_row *find_rule(const struct rule_rows *all,
					const char *oid)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].oid, oid))
			return &all->v[i];
	return NULL;
}

static enum err_kind write_rule(struct writing *w, struct err *e)
{
	const struct rule_row *is = NULL;
	struct rule_rows all;

	for (int k = 0; k < RULE_KIND_N && !is; k++) {
		if (rule_store_list(w->db, w->a, (enum rule_kind)k, &all, e))
			return e->kind;
		is = find_rule(&all, w->oid);
	}
	if (!is)
		return err_set(e, ERR_NOT_FOUND, "no such rule");
	w->name = is->is.name;
	json_out_i64(&w->j, "version", is->number);
	json_out_i64(&w->j, "place", is - all.v + 1);
	return rule_json_rule(w->db, w->a, is, &w->j, e);
}

/* ---- All of them --------------------------------------------------------- */

static write_state *const writers[AUDIT_OBJECT_N] = {
	[AUDIT_DESK] = write_desk,     [AUDIT_DEPARTMENT] = write_department,
	[AUDIT_PERSON] = write_person, [AUDIT_COMPANY] = write_company,
	[AUDIT_TAG] = write_tag,       [AUDIT_GROUP] = write_group,
	[AUDIT_FIELD] = write_field,   [AUDIT_CALENDAR] = write_calendar,
	[AUDIT_LEVEL] = write_level,   [AUDIT_RULE] = write_rule,
};

enum err_kind audit_state(struct db *db, struct arena *a,
			  enum audit_object object, const char *oid,
			  const char *did, struct audit_state *out,
			  struct err *e)
{
	struct sbuf text = SBUF_INIT(LIMIT_AUDIT_BYTES);
	struct writing w = { db, a, oid, NULL, JSON_OUT(&text) };

	*out = (struct audit_state){ 0 };
	REQUIRE((unsigned)object < AUDIT_OBJECT_N && writers[object]);
	json_out_object(&w.j, NULL);
	if (writers[object](&w, e) == ERR_NOT_FOUND) {
		err_clear(e);
	} else if (!e->kind) {
		if (did)
			json_out_str(&w.j, "did", did);
		json_out_end_object(&w.j);
		if (text.failed)
			err_set(e, ERR_INVALID, "it is too large");
		out->name = w.name;
		out->json = arena_str(a, sbuf_text(&text));
	}
	sbuf_release(&text);
	return e->kind;
}
