#include "cli/sample_cast.h"

#include <inttypes.h>

#include "base/rng.h"
#include "base/zone.h"
#include "cli/sample_levels.h"
#include "core/access.h"
#include "desk/import.h"
#include "store/department_store.h"
#include "store/rule_store.h"

/* Rows of dice: what is thrown for one thing changes no other. */
enum {
	ROW_TAG = 1 << 28,
	ROW_COMPANY = 2 << 28,
	ROW_AGENT = 3 << 28,
};
#define ROW_CUSTOMER (INT64_C(1) << 40)

#define PEOPLE_AT_ONCE 1000

/* ---- How many ------------------------------------------------------------ */

static int64_t within(int64_t n, int64_t from, int64_t to)
{
	return n < from ? from : n > to ? to : n;
}

void sample_cast_defaults(struct history_run *run)
{
	int64_t n = run->tickets;

	if (run->days == 0)
		run->days = within(n / 20, 14, 365);
	if (run->departments == 0)
		run->departments = within(n / 2000 + 3, 3, 12);
	if (run->agents == 0)
		run->agents = within(n / 8000, 3 * run->departments, 200);
	if (run->customers == 0)
		run->customers = within(n / 8, 5, 1000000);
}

static size_t company_count(const struct history_run *run)
{
	return (size_t)within(run->customers / 8, 1, CAST_COMPANIES);
}

/* ---- Customers -----------------------------------------------------------
 */

static const struct words_language *language_of(const struct cast *c,
						struct dice *d)
{
	const struct sample_words *w = c->words;

	if (w->nlanguages == 1 || dice_chance(d, 800))
		return &w->languages[0];
	/* The second is spoken as much as all others after it. */
	for (size_t i = 1; i + 1 < w->nlanguages; i++)
		if (dice_chance(d, 500))
			return &w->languages[i];
	return &w->languages[w->nlanguages - 1];
}

struct cast_customer sample_cast_customer(const struct cast *c, struct arena *a,
					  int64_t i)
{
	static const char *const zones[] = { "Europe/Berlin", "Europe/London",
					     "Europe/Paris", "Europe/Riga",
					     "America/New_York" };
	const struct sample_words *w = c->words;
	struct cast_customer out = { 0 };
	struct dice d;
	const char *family;

	dice_init(&d, (uint64_t)c->run.seed, (uint64_t)(ROW_CUSTOMER + i));
	out.id.n = c->run.ids.person + c->run.agents + i;
	out.given = sample_words_any(&w->shared[WORDS_GIVEN], &d);
	family = sample_words_any(&w->shared[WORDS_FAMILY], &d);
	out.name = arena_printf(a, "%s %s", out.given, family);
	out.language = language_of(c, &d);
	out.zone = zones[dice_below(&d, COUNT_OF(zones))];
	if (c->ncompanies > 0 && dice_chance(&d, 750)) {
		/* Two throws, the lower one: some companies are large. */
		uint64_t one = dice_below(&d, c->ncompanies);
		uint64_t other = dice_below(&d, c->ncompanies);

		out.company = c->companies[one < other ? one : other];
		out.sees_company = dice_chance(&d, 60);
	}
	return out;
}

int64_t sample_cast_who(const struct cast *c, struct dice *d)
{
	uint64_t n = (uint64_t)c->run.customers;
	uint64_t part = n;

	/* A twentieth of them writes a third of all, and so on within it. */
	while (part > 20 && dice_chance(d, 333))
		part /= 20;
	return (int64_t)dice_below(d, part);
}

static struct person customer_row(const struct cast *c, struct arena *a,
				  int64_t i)
{
	struct cast_customer who = sample_cast_customer(c, a, i);
	struct person p = { .id = who.id, .roles = ROLE_CUSTOMER };
	char oid[RNG_OID_LEN + 1];
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed, (uint64_t)(2 * ROW_CUSTOMER + i));
	dice_oid(&d, oid);
	p.oid = arena_str(a, oid);
	p.name = who.name;
	p.email = arena_printf(
		a, "customer.%" PRId64 ".%" PRId64 "@people.example",
		c->run.seed, i + 1);
	p.zone = who.zone;
	p.company = who.company;
	p.sees_company = who.sees_company;
	p.import_key = arena_printf(a, "sample%" PRId64 ":c%" PRId64,
				    c->run.seed, i + 1);
	return p;
}

static enum err_kind add_customers(struct db *db, const struct cast *c,
				   instant now, struct err *e)
{
	struct person *p = calloc(PEOPLE_AT_ONCE, sizeof(*p));
	struct arena *a = arena_new();
	size_t n;

	if (!p)
		err_no_memory();
	for (int64_t i = 0; i < c->run.customers && !e->kind; i += (int64_t)n) {
		arena_reset(a);
		for (n = 0;
		     n < PEOPLE_AT_ONCE && i + (int64_t)n < c->run.customers;
		     n++)
			p[n] = customer_row(c, a, i + (int64_t)n);
		if (history_store_add_people(db, a, p, n, now, e))
			break;
	}
	arena_free(a);
	free(p);
	return e->kind;
}

/* ---- Tags and companies --------------------------------------------------
 */

static enum err_kind find_tags(struct db *db, struct arena *a, struct cast *c,
			       instant now, struct err *e)
{
	const struct words_list *l = &c->words->shared[WORDS_TAG];
	char oid[RNG_OID_LEN + 1];
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed, ROW_TAG);
	c->tags = ARENA_ARRAY(a, l->n, tag_id);
	for (c->ntags = 0; c->ntags < l->n; c->ntags++) {
		dice_oid(&d, oid);
		if (history_store_tag(db, a, l->line[c->ntags], oid, now,
				      &c->tags[c->ntags], e))
			return e->kind;
	}
	return ERR_NONE;
}

/* No two of a run alike: heads and tails, and numbers after that. */
static const char *company_name(const struct cast *c, struct arena *a, size_t i)
{
	const struct words_list *heads = &c->words->shared[WORDS_HEAD];
	const struct words_list *tails = &c->words->shared[WORDS_TAIL];
	size_t turn = i / (heads->n * tails->n);
	size_t k = i % (heads->n * tails->n);
	const char *head = heads->line[k % heads->n];
	const char *tail = tails->line[(k / heads->n + 7 * k) % tails->n];

	if (turn == 0)
		return arena_printf(a, "%s %s", head, tail);
	return arena_printf(a, "%s %s %zu", head, tail, turn + 1);
}

static enum err_kind find_companies(struct db *db, struct arena *a,
				    struct cast *c, instant now, struct err *e)
{
	size_t n = company_count(&c->run);
	struct arena *work = arena_new();
	char oid[RNG_OID_LEN + 1];
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed, ROW_COMPANY);
	c->companies = ARENA_ARRAY(a, n, company_id);
	for (c->ncompanies = 0; c->ncompanies < n; c->ncompanies++) {
		arena_reset(work);
		dice_oid(&d, oid);
		if (history_store_company(
			    db, work, company_name(c, work, c->ncompanies), oid,
			    now, &c->companies[c->ncompanies], e))
			break;
	}
	arena_free(work);
	return e->kind;
}

/* ---- Departments ---------------------------------------------------------
 */

static enum err_kind add_department(struct db *db, struct arena *a,
				    const struct cast *c, size_t i,
				    const int64_t *levels, size_t nlevels,
				    instant now, struct err *e)
{
	const struct words_list *l = &c->words->shared[WORDS_DEPARTMENT];
	struct department d = { .open_to_all = i % 4 != 3 };
	struct err local = { 0 };

	d.name = i < l->n ? l->line[i]
			  : arena_printf(a, "%s %zu", l->line[i % l->n],
					 i / l->n + 1);
	if (department_store_find_name(db, a, d.name, &d, &local) == ERR_NONE)
		d.name = arena_printf(a, "%s (%" PRId64 ")", d.name,
				      c->run.seed);
	else if (local.kind != ERR_NOT_FOUND) {
		*e = local;
		return e->kind;
	}
	if (department_store_add(db, a, &d, now, e))
		return e->kind;
	/* The last of them promises nothing. */
	if (nlevels == 0 || i % 7 == 6)
		return ERR_NONE;
	return rule_store_promise(db, a, d.name, d.id, levels[i % nlevels], now,
				  e);
}

static enum err_kind add_departments(struct db *db, struct arena *a,
				     const struct cast *c, instant now,
				     struct err *e)
{
	int64_t made[SAMPLE_LEVELS], *levels;
	department_id *there;
	size_t n, nlevels;

	if (history_store_departments(db, a, CAST_DEPARTMENTS, &there, &n, e) ||
	    history_store_levels(db, a, 50, &levels, &nlevels, e))
		return e->kind;
	if (n >= (size_t)c->run.departments)
		return ERR_NONE;
	if (nlevels == 0) {
		if (sample_levels_make(db, a, now, made, e))
			return e->kind;
		levels = made;
		nlevels = SAMPLE_LEVELS;
	}
	for (; n < (size_t)c->run.departments; n++)
		if (add_department(db, a, c, n, levels, nlevels, now, e))
			return e->kind;
	return ERR_NONE;
}

/* ---- Agents -------------------------------------------------------------- */

static struct person agent_row(const struct cast *c, struct arena *a, int64_t i)
{
	const struct sample_words *w = c->words;
	struct person p = { .roles = ROLE_AGENT };
	char oid[RNG_OID_LEN + 1];
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed, (uint64_t)(ROW_AGENT + i));
	dice_oid(&d, oid);
	p.id.n = c->run.ids.person + i;
	p.oid = arena_str(a, oid);
	p.name = arena_printf(a, "%s %s",
			      sample_words_any(&w->shared[WORDS_GIVEN], &d),
			      sample_words_any(&w->shared[WORDS_FAMILY], &d));
	p.email = arena_printf(a, "agent.%" PRId64 ".%" PRId64 "@desk.example",
			       c->run.seed, i + 1);
	p.zone = i % 5 == 4 ? "America/New_York" : "Europe/Berlin";
	p.import_key = arena_printf(a, "sample%" PRId64 ":a%" PRId64,
				    c->run.seed, i + 1);
	return p;
}

/* Every agent works in one department, every third in two; none stays empty. */
static enum err_kind add_agents(struct db *db, struct arena *a,
				const struct cast *c, instant now,
				struct err *e)
{
	int64_t n = c->run.agents;
	struct person *p = ARENA_ARRAY(a, (size_t)n, struct person);
	department_id *d;
	size_t nd;

	if (history_store_departments(db, a, (size_t)c->run.departments, &d,
				      &nd, e))
		return e->kind;
	for (int64_t i = 0; i < n; i++)
		p[i] = agent_row(c, a, i);
	if (history_store_add_people(db, a, p, (size_t)n, now, e))
		return e->kind;
	for (int64_t i = 0; i < n; i++) {
		size_t first = (size_t)i % nd;

		if (department_store_add_member(db, d[first], p[i].id, e) ||
		    (i % 3 == 2 &&
		     department_store_add_member(db, d[(first + 1) % nd],
						 p[i].id, e)))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind sample_cast_make(struct db *db, struct arena *a,
			       const struct sample_words *words,
			       const struct history_run *run, instant now,
			       struct err *e)
{
	struct cast c = { .words = words, .run = *run };

	if (find_tags(db, a, &c, now, e) || find_companies(db, a, &c, now, e) ||
	    add_departments(db, a, &c, now, e) ||
	    add_agents(db, a, &c, now, e) || add_customers(db, &c, now, e))
		return err_wrap(e, "the people of the sample");
	return ERR_NONE;
}

/* ---- Who there is --------------------------------------------------------
 */

/* When they work: eight and a half hours, in one of two parts of the world. */
static void set_shift(const struct cast *c, struct cast_agent *agent)
{
	struct dice d;

	dice_init(&d, (uint64_t)c->run.seed,
		  (uint64_t)(3 * ROW_CUSTOMER + agent->id.n));
	agent->from = (int32_t)dice_between(&d, 12, 19) * 30;
	if (dice_chance(&d, 200))
		agent->from += 6 * 60;
	agent->until = agent->from + 510;
	agent->weekends = dice_chance(&d, 250);
}

static enum err_kind learn_agents(struct db *db, struct arena *a,
				  const struct cast *c,
				  struct cast_department *d, struct err *e)
{
	struct history_agent *list;

	if (history_store_agents(db, a, d->id, CAST_PER_DEPARTMENT, &list,
				 &d->nagents, e))
		return e->kind;
	if (d->nagents == 0)
		return err_set(e, ERR_BROKEN,
			       "department %" PRId64 " has lost its agents",
			       d->id.n);
	d->agents = ARENA_ARRAY(a, d->nagents, struct cast_agent);
	for (size_t i = 0; i < d->nagents; i++) {
		d->agents[i] = (struct cast_agent){ .id = list[i].id,
						    .name = list[i].name };
		set_shift(c, &d->agents[i]);
	}
	return ERR_NONE;
}

static enum err_kind learn_departments(struct db *db, struct arena *a,
				       struct cast *c, struct err *e)
{
	struct job job = { .db = db, .arena = a, .by.now = c->run.until };
	department_id *ids;

	if (history_store_departments(db, a, (size_t)c->run.departments, &ids,
				      &c->ndepartments, e))
		return e->kind;
	c->departments = ARENA_ARRAY(a, c->ndepartments,
				     struct cast_department);
	for (size_t i = 0; i < c->ndepartments; i++) {
		struct cast_department *d = &c->departments[i];
		d->id = ids[i];
		if (learn_agents(db, a, c, d, e) ||
		    desk_import_level(&job, d->id, &d->level, e))
			return e->kind;
		d->hours = d->level ? d->level->calendar : calendar_always();
		/* The first gets most; the tenth a fifth of that. */
		c->weight += 1000 / (5 + 2 * i);
		d->weight_until = c->weight;
	}
	return ERR_NONE;
}

enum err_kind sample_cast_learn(struct db *db, struct arena *a,
				const struct sample_words *words,
				const struct history_run *run, struct cast *out,
				struct err *e)
{
	*out = (struct cast){ .words = words, .run = *run };
	/* All of these are there by now: nothing is made. */
	if (find_tags(db, a, out, run->until, e) ||
	    find_companies(db, a, out, run->until, e) ||
	    learn_departments(db, a, out, e))
		return err_wrap(e, "learn who takes part");
	return ERR_NONE;
}
