/* What the desk is set up with, as a document. */
#include "desk/settings_part.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "core/colour.h"
#include "desk/admin.h"
#include "desk/closing.h"
#include "store/company_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/desk_store.h"
#include "store/group_store.h"
#include "store/level_read.h"
#include "store/person_store.h"
#include "store/tag_store.h"

#define MOST_BYTES (2 * LIMIT_XML_BYTES)

void settings_set_flag(struct arena *a, struct xml_element *el,
		       const char *name, bool yes)
{
	xml_set(a, el, name, yes ? "yes" : "no");
}

struct exporting {
	struct job *job;
	struct arena *a;
	struct xml_element *root;
	struct settings_desk *out;
};

/* ---- What has names ------------------------------------------------------ */

static enum err_kind put_desk(struct exporting *x, struct err *e)
{
	struct xml_element *el = xml_add(x->a, x->root, "desk");
	struct desk_settings is;
	struct close_rule rule;

	if (desk_store_find(x->job->db, x->a, &is, e) ||
	    desk_closing_now(x->job, &rule, e))
		return e->kind;
	xml_set(x->a, el, "name", is.name);
	xml_set(x->a, el, "zone", is.zone);
	xml_set_i64(x->a, el, "close-after", rule.after);
	return ERR_NONE;
}

static enum err_kind put_departments(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "departments");
	struct departments all;

	if (department_store_list(x->job->db, x->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct xml_element *el = xml_add(x->a, to, "department");

		xml_set(x->a, el, "name", all.v[i].name);
		settings_set_flag(x->a, el, "public", all.v[i].open_to_all);
		settings_set_flag(x->a, el, "archived",
				  all.v[i].archived != INSTANT_NONE);
	}
	return ERR_NONE;
}

/* One that became another is that one. */
static void put_tag(struct exporting *x, struct xml_element *to,
		    const struct tag *t)
{
	struct xml_element *el;

	if (t->merged.n)
		return;
	el = xml_add(x->a, to, "tag");
	xml_set(x->a, el, "name", t->name);
	xml_set(x->a, el, "colour", colour_name(t->colour));
	settings_set_flag(x->a, el, "public", t->open);
	settings_set_flag(x->a, el, "archived", t->archived != INSTANT_NONE);
}

static enum err_kind put_some_tags(struct exporting *x, struct xml_element *to,
				   bool archived, struct err *e)
{
	struct tag_search s = { .q = "", .archived = archived, .key = "" };
	struct tag_page page;

	do {
		if (tag_store_page(x->job->db, x->a, &s, &page, e))
			return e->kind;
		for (size_t i = 0; i < page.tags.n; i++)
			put_tag(x, to, &page.tags.v[i]);
		if (page.tags.n)
			s.key = page.tags.v[page.tags.n - 1].oid;
	} while (page.after && page.tags.n);
	return ERR_NONE;
}

static enum err_kind put_tags(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "tags");

	if (put_some_tags(x, to, false, e) || put_some_tags(x, to, true, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind put_groups(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "groups");
	struct customer_groups all;

	if (group_store_list(x->job->db, x->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct xml_element *el = xml_add(x->a, to, "group");

		xml_set(x->a, el, "name", all.v[i].name);
		xml_set(x->a, el, "colour", colour_name(all.v[i].colour));
		settings_set_flag(x->a, el, "archived",
				  all.v[i].archived != INSTANT_NONE);
	}
	return ERR_NONE;
}

static void put_field(struct exporting *x, struct xml_element *to,
		      const struct custom_field *f)
{
	struct xml_element *el = xml_add(x->a, to, "field");

	xml_set(x->a, el, "of", settings_word_of_what((int)f->of));
	xml_set(x->a, el, "kind", custom_kind_name(f->kind));
	xml_set(x->a, el, "name", f->name);
	settings_set_flag(x->a, el, "public", f->shown);
	settings_set_flag(x->a, el, "required", f->required);
	settings_set_flag(x->a, el, "archived", f->archived != INSTANT_NONE);
	for (size_t i = 0; i < f->nchoices; i++) {
		struct xml_element *c = xml_add(x->a, el, "choice");

		xml_set(x->a, c, "name", f->choices[i].name);
		settings_set_flag(x->a, c, "archived",
				  f->choices[i].archived != INSTANT_NONE);
	}
}

static enum err_kind put_fields(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "fields");
	struct custom_fields all;

	for (int of = 0; of < CUSTOM_OF_N; of++) {
		if (custom_store_list(x->job->db, x->a, (enum custom_of)of,
				      &all, e))
			return e->kind;
		for (size_t i = 0; i < all.n; i++)
			put_field(x, to, &all.v[i]);
	}
	return ERR_NONE;
}

/* ---- Promises and rules -------------------------------------------------- */

static enum err_kind put_calendars(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "calendars");
	struct calendar_names all;

	if (calendar_store_list(x->job->db, x->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct calendar_stored is;

		if (calendar_store_load(x->job->db, x->a, all.v[i].id, &is, e))
			return e->kind;
		settings_put_calendar(x->a, to, &is.draft);
	}
	return ERR_NONE;
}

static enum err_kind name_calendar(struct exporting *x, int64_t id,
				   const char **out, struct err *e)
{
	struct calendar_names all;

	*out = NULL;
	if (id == 0)
		return ERR_NONE;
	if (calendar_store_list(x->job->db, x->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*out = all.v[i].name;
	return ERR_NONE;
}

static void note_cut(struct exporting *x, const char *name)
{
	struct settings_desk *d = x->out;

	ARENA_ROOM(x->a, d->cut, d->ncut, d->cut_cap);
	d->cut[d->ncut++] = name;
}

static enum err_kind put_levels(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "levels");
	struct level_names all;

	if (level_read_list(x->job->db, x->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		const char *calendar;
		const struct level *l;
		struct level_ref ref;
		bool cut;

		if (level_store_ref(x->job->db, x->a, all.v[i].version, &ref,
				    e) ||
		    level_store_compile(x->job->db, ref, &l, e) ||
		    name_calendar(x, all.v[i].calendar, &calendar, e) ||
		    settings_put_level(x->job, to, l, calendar, &cut, e))
			return e->kind;
		if (cut)
			note_cut(x, all.v[i].name);
		settings_set_flag(x->a, to->last, "archived",
				  all.v[i].archived != INSTANT_NONE);
	}
	return ERR_NONE;
}

static void leave_out(struct exporting *x, const char *name)
{
	struct settings_desk *d = x->out;

	ARENA_ROOM(x->a, d->left_out, d->nleft_out, d->left_cap);
	d->left_out[d->nleft_out++] = name;
}

static enum err_kind put_rules(struct exporting *x, struct err *e)
{
	struct xml_element *to = xml_add(x->a, x->root, "rules");
	struct settings_desk *d = x->out;
	struct rule_rows all;

	for (int k = 0; k < RULE_KIND_N; k++) {
		if (rule_store_list(x->job->db, x->a, (enum rule_kind)k, &all,
				    e))
			return e->kind;
		for (size_t i = 0; i < all.n; i++) {
			bool put;

			if (settings_put_rule(x->job, to, &all.v[i], &put, e))
				return e->kind;
			if (!put) {
				leave_out(x, all.v[i].is.name);
				continue;
			}
			ARENA_ROOM(x->a, d->rules, d->nrules, d->rules_cap);
			d->rules[d->nrules++] = all.v[i].id;
		}
	}
	return ERR_NONE;
}

/* ---- People: staff, and whom rules and steps name ------------------------ */

struct naming {
	const char **people, **companies;
	size_t npeople, ncompanies, people_cap, companies_cap;
};

static bool is_listed(const char *const *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i], name))
			return true;
	return false;
}

static void add_person(struct exporting *x, struct naming *n, const char *name)
{
	if (!strchr(name, '@') || is_listed(n->people, n->npeople, name))
		return;
	ARENA_ROOM(x->a, n->people, n->npeople, n->people_cap);
	n->people[n->npeople++] = name;
}

static void add_company(struct exporting *x, struct naming *n, const char *name)
{
	if (is_listed(n->companies, n->ncompanies, name))
		return;
	ARENA_ROOM(x->a, n->companies, n->ncompanies, n->companies_cap);
	n->companies[n->ncompanies++] = name;
}

/* Whom the element and what stands in it name. */
static void find_named(struct exporting *x, const struct xml_element *el,
		       struct naming *n)
{
	const char *person = xml_get(el, "person");
	int field = xml_is(el, "condition")
			    ? settings_choice(el, "field", settings_word_field)
			    : -1;

	if (person)
		add_person(x, n, person);
	for (const struct xml_element *c = el->first; c; c = c->next) {
		if (field == RULE_COMPANY && xml_is(c, "value"))
			add_company(x, n, c->text);
		else if ((field == RULE_ASSIGNEE || field == RULE_REQUESTER) &&
			 xml_is(c, "value"))
			add_person(x, n, c->text);
		find_named(x, c, n);
	}
}

static const char *role_words(struct arena *a, unsigned roles)
{
	const char *words = "";

	for (int i = 0; settings_word_role(i); i++)
		if (roles & 1u << i)
			words = arena_printf(a, "%s%s%s", words,
					     *words ? " " : "",
					     settings_word_role(i));
	return words;
}

static enum err_kind put_person(struct exporting *x, struct xml_element *to,
				const struct person *p, struct err *e)
{
	struct xml_element *el = xml_add(x->a, to, "person");
	struct departments in;

	xml_set(x->a, el, "email", p->email);
	xml_set(x->a, el, "name", p->name);
	xml_set(x->a, el, "zone", p->zone);
	xml_set(x->a, el, "roles", role_words(x->a, p->roles));
	settings_set_flag(x->a, el, "disabled", p->disabled != INSTANT_NONE);
	if (!(p->roles & ROLES_STAFF))
		return ERR_NONE;
	if (department_store_list_of(x->job->db, x->a, p->id, &in, e))
		return e->kind;
	for (size_t i = 0; i < in.n; i++)
		xml_set(x->a, xml_add(x->a, el, "member"), "department",
			in.v[i].name);
	return ERR_NONE;
}

static enum err_kind put_people(struct exporting *x, struct xml_element *to,
				const struct naming *n, struct err *e)
{
	struct people staff;

	if (person_store_list(x->job->db, x->a, ROLES_STAFF, &staff, e))
		return e->kind;
	for (size_t i = 0; i < staff.n; i++) {
		const struct person *p = &staff.v[i];

		if (p->email && p->disabled == INSTANT_NONE &&
		    put_person(x, to, p, e))
			return e->kind;
	}
	for (size_t i = 0; i < n->npeople; i++) {
		struct person p;

		if (person_store_find_email(x->job->db, x->a, n->people[i], &p,
					    e))
			return e->kind;
		if ((!(p.roles & ROLES_STAFF) || p.disabled != INSTANT_NONE) &&
		    put_person(x, to, &p, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* Once all that can name somebody is there. */
static enum err_kind fill_people(struct exporting *x,
				 struct xml_element *companies,
				 struct xml_element *people, struct err *e)
{
	struct naming n = { 0 };

	find_named(x, x->root, &n);
	for (size_t i = 0; i < n.ncompanies; i++)
		xml_set(x->a, xml_add(x->a, companies, "company"), "name",
			n.companies[i]);
	return put_people(x, people, &n, e);
}

/* ---- All of it ----------------------------------------------------------- */

enum err_kind settings_look(struct job *job, struct settings_desk *out,
			    struct err *e)
{
	struct exporting x = { job, job->arena, NULL, out };
	struct xml_element *companies, *people;

	*out = (struct settings_desk){ .root = xml_new(job->arena, "duedesk") };
	x.root = out->root;
	xml_set(x.a, x.root, "version", SETTINGS_VERSION);
	if (put_desk(&x, e) || put_departments(&x, e) || put_tags(&x, e) ||
	    put_groups(&x, e) || put_fields(&x, e))
		return e->kind;
	companies = xml_add(x.a, x.root, "companies");
	people = xml_add(x.a, x.root, "people");
	if (put_calendars(&x, e) || put_levels(&x, e) || put_rules(&x, e) ||
	    fill_people(&x, companies, people, e))
		return e->kind;
	settings_words_tidy(x.a, x.root);
	return settings_write(job->arena, x.root, &out->text, &out->n, e);
}

enum err_kind settings_write(struct arena *a, const struct xml_element *root,
			     const char **text, size_t *n, struct err *e)
{
	struct sbuf b = SBUF_INIT(MOST_BYTES);

	sbuf_str(&b, XML_HEAD);
	if (!xml_write(&b, root, 0))
		(void)err_set(e, ERR_INVALID,
			      "a name or text of the desk has a character in it"
			      " that XML cannot hold");
	else if (b.failed)
		(void)err_set(e, ERR_INVALID, "at most %d KiB of settings",
			      MOST_BYTES / 1024);
	*text = arena_copy(a, sbuf_text(&b), b.len);
	*n = b.len;
	sbuf_release(&b);
	return e->kind;
}

void settings_seen(const struct settings_desk *d,
		   char out[SETTINGS_SEEN_LEN + 1])
{
	unsigned char hash[RNG_HASH_LEN];

	rng_sha256(d->text, d->n, hash);
	rng_hex(hash, sizeof(hash), out);
}

enum err_kind settings_export(struct job *job, struct settings_text *out,
			      struct err *e)
{
	struct settings_desk d;

	*out = (struct settings_text){ 0 };
	if (admin_may(job, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "export settings");
	if (!settings_look(job, &d, e))
		*out = (struct settings_text){ d.text,      d.n,   d.left_out,
					       d.nleft_out, d.cut, d.ncut };
	/* Nothing was written. */
	db_rollback(job->db);
	return e->kind;
}
