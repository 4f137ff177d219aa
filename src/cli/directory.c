#include "cli/directory.h"

#include <inttypes.h>

#include "base/str.h"
#include "core/access.h"
#include "store/department_store.h"
#include "store/person_store.h"

#ifndef DUEDESK_DATADIR
#define DUEDESK_DATADIR "/usr/share/duedesk"
#endif

enum {
	LIST_BYTES = 64 * 1024,
	NUMBER_MAX = 1000000
};

enum list_kind {
	LIST_GIVEN,
	LIST_FAMILY,
	LIST_DEPARTMENTS,
	LIST_SUBJECTS,
	LIST_QUESTIONS,
	LIST_ANSWERS,
	LIST_N
};

static const char *const list_files[LIST_N] = {
	[LIST_GIVEN] = "given_names.txt",
	[LIST_FAMILY] = "family_names.txt",
	[LIST_DEPARTMENTS] = "departments.txt",
	[LIST_SUBJECTS] = "subjects.txt",
	[LIST_QUESTIONS] = "questions.txt",
	[LIST_ANSWERS] = "answers.txt",
};

/* The lines of a file. */
struct list {
	const char **line;
	size_t n;
};

/* Ids by number, 0 for those not made yet. */
struct numbers {
	int64_t *id;
	size_t n;
};

/* A pair that is known to be a member, in a table of its own hash. */
struct member {
	int64_t department, person;
};

struct directory {
	struct db *db;
	struct arena *lists; /* as long as the directory */
	struct arena *work;  /* emptied often */
	instant now;
	struct list list[LIST_N];
	struct numbers people[DIRECTORY_KINDS], departments;
	struct member *members; /* open addressing; department 0: free */
	size_t nmembers, members_cap;
	bool internal; /* departments made now are not for customers */
};

static const struct {
	const char *prefix;
	unsigned roles;
} kinds[DIRECTORY_KINDS] = {
	[DIRECTORY_CALLER] = { "caller", ROLE_CUSTOMER },
	[DIRECTORY_UPDATER] = { "updater", ROLE_AGENT },
	[DIRECTORY_RESOLVER] = { "resolver", ROLE_AGENT },
};

/* ---- Lists ----------------------------------------------------------------
 */

static enum err_kind read_list(struct directory *dir, const char *folder,
			       enum list_kind which, struct err *e)
{
	struct list *l = &dir->list[which];
	const char *path = arena_printf(dir->lists, "%s/%s", folder,
					list_files[which]);
	char *text = arena_alloc(dir->lists, LIST_BYTES + 1);
	FILE *f = fopen(path, "re");
	size_t n;

	if (!f)
		return err_set(e, ERR_NOT_FOUND,
			       "cannot read %s; DUEDESK_SAMPLE_DIR names the"
			       " folder of sql/sample",
			       path);
	n = fread(text, 1, LIST_BYTES, f);
	fclose(f);
	l->line = ARENA_ARRAY(dir->lists, n + 1, const char *);
	for (char *at = text; at < text + n;) {
		char *end = memchr(at, '\n', (size_t)(text + n - at));

		if (!end)
			end = text + n;
		*end = '\0';
		if (end > at)
			l->line[l->n++] = at;
		at = end + 1;
	}
	if (!l->n)
		return err_set(e, ERR_INVALID, "%s is empty", path);
	return ERR_NONE;
}

static const char *pick(const struct directory *dir, enum list_kind which,
			int64_t n)
{
	const struct list *l = &dir->list[which];

	return l->line[(uint64_t)n % l->n];
}

const char *directory_subject(const struct directory *dir, int64_t n)
{
	return pick(dir, LIST_SUBJECTS, n);
}

const char *directory_question(const struct directory *dir, int64_t n)
{
	return pick(dir, LIST_QUESTIONS, n);
}

const char *directory_answer(const struct directory *dir, int64_t n)
{
	return pick(dir, LIST_ANSWERS, n);
}

/* ---- What is there already ------------------------------------------------
 */

static void remember(struct numbers *m, int64_t number, int64_t id)
{
	if ((size_t)number >= m->n) {
		size_t n = (size_t)number + 1024;

		m->id = realloc(m->id, n * sizeof(*m->id));
		if (!m->id)
			abort();
		memset(m->id + m->n, 0, (n - m->n) * sizeof(*m->id));
		m->n = n;
	}
	m->id[number] = id;
}

static int64_t recall(const struct numbers *m, int64_t number)
{
	return (size_t)number < m->n ? m->id[number] : 0;
}

static void forget(struct numbers *m)
{
	free(m->id);
	memset(m, 0, sizeof(*m));
}

/* "caller:2403" */
static void remember_key(struct directory *dir, const struct person *d)
{
	for (int k = 0; k < DIRECTORY_KINDS; k++) {
		size_t n = strlen(kinds[k].prefix);
		int64_t number;

		if (strncmp(d->import_key, kinds[k].prefix, n) == 0 &&
		    d->import_key[n] == ':' &&
		    str_to_i64(d->import_key + n + 1, 0, NUMBER_MAX, &number))
			remember(&dir->people[k], number, d->id.n);
	}
}

/* What department number ${number} is called. */
static const char *department_name(struct directory *dir, int64_t number)
{
	const struct list *l = &dir->list[LIST_DEPARTMENTS];

	if (number == 0)
		return "Unsorted";
	if ((size_t)number <= l->n)
		return l->line[number - 1];
	return arena_printf(dir->work, "Group %" PRId64, number);
}

static void remember_department(struct directory *dir,
				const struct department *d)
{
	int64_t number;

	if (str_starts(d->name, "Group ") &&
	    str_to_i64(d->name + 6, 0, NUMBER_MAX, &number))
		remember(&dir->departments, number, d->id.n);
	for (size_t i = 0; i <= dir->list[LIST_DEPARTMENTS].n; i++)
		if (str_eq(d->name, department_name(dir, (int64_t)i)))
			remember(&dir->departments, (int64_t)i, d->id.n);
}

enum err_kind directory_reload(struct directory *dir, struct err *e)
{
	struct people people;
	struct departments departments;

	for (int k = 0; k < DIRECTORY_KINDS; k++)
		forget(&dir->people[k]);
	forget(&dir->departments);
	free(dir->members);
	dir->members = NULL;
	dir->nmembers = dir->members_cap = 0;
	arena_reset(dir->work);
	if (person_store_imported(dir->db, dir->work, &people, e))
		return e->kind;
	for (size_t i = 0; i < people.n; i++)
		remember_key(dir, &people.v[i]);
	if (department_store_list(dir->db, dir->work, &departments, e))
		return e->kind;
	for (size_t i = 0; i < departments.n; i++)
		remember_department(dir, &departments.v[i]);
	return ERR_NONE;
}

enum err_kind directory_new(struct db *db, instant now, struct directory **out,
			    struct err *e)
{
	const char *folder = getenv("DUEDESK_SAMPLE_DIR");
	struct directory *dir = calloc(1, sizeof(*dir));

	if (!dir)
		abort();
	dir->db = db;
	dir->now = now;
	dir->lists = arena_new();
	dir->work = arena_new();
	for (int i = 0; i < LIST_N; i++) {
		if (!read_list(dir, folder ? folder : DUEDESK_DATADIR "/sample",
			       (enum list_kind)i, e))
			continue;
		directory_free(&dir);
		return e->kind;
	}
	if (directory_reload(dir, e)) {
		directory_free(&dir);
		return e->kind;
	}
	*out = dir;
	return ERR_NONE;
}

void directory_free(struct directory **dir)
{
	if (!*dir)
		return;
	for (int k = 0; k < DIRECTORY_KINDS; k++)
		forget(&(*dir)->people[k]);
	forget(&(*dir)->departments);
	free((*dir)->members);
	arena_free((*dir)->lists);
	arena_free((*dir)->work);
	free(*dir);
	*dir = NULL;
}

/* ---- Making what is missing -----------------------------------------------
 */

enum err_kind directory_person(struct directory *dir, enum directory_kind kind,
			       int64_t number, person_id *out, struct err *e)
{
	int64_t given = number * 7 + kind * 31;
	int64_t family = number * 11 + number / 193 + kind * 57;
	struct person p = { .roles = kinds[kind].roles };

	out->n = recall(&dir->people[kind], number);
	if (out->n)
		return ERR_NONE;
	arena_reset(dir->work);
	p.zone = kind == DIRECTORY_CALLER && number % 4 == 0
			 ? "America/New_York"
			 : "Europe/Dublin";
	p.import_key = arena_printf(dir->work, "%s:%" PRId64,
				    kinds[kind].prefix, number);
	p.name = arena_printf(dir->work, "%s %s", pick(dir, LIST_GIVEN, given),
			      pick(dir, LIST_FAMILY, family));
	/* "ada.abel.caller2403@example.test" */
	p.email = arena_printf(dir->work, "%s.%s.%s%" PRId64 "@example.test",
			       pick(dir, LIST_GIVEN, given),
			       pick(dir, LIST_FAMILY, family),
			       kinds[kind].prefix, number);
	if (person_store_add(dir->db, dir->work, &p, dir->now, e))
		return err_wrap(e, "%s", p.import_key);
	*out = p.id;
	remember(&dir->people[kind], number, out->n);
	return ERR_NONE;
}

enum err_kind directory_department(struct directory *dir, int64_t number,
				   department_id *out, struct err *e)
{
	struct department d = { .open_to_all = !dir->internal };

	out->n = recall(&dir->departments, number);
	if (out->n)
		return ERR_NONE;
	arena_reset(dir->work);
	d.name = department_name(dir, number);
	if (department_store_add(dir->db, dir->work, &d, dir->now, e))
		return e->kind;
	*out = d.id;
	remember(&dir->departments, number, out->n);
	return ERR_NONE;
}

void directory_internal(struct directory *dir, bool internal)
{
	dir->internal = internal;
}

/* The slot of a pair: where it is, or where it would go. */
static struct member *member_slot(struct member *table, size_t cap,
				  int64_t department, int64_t person)
{
	uint64_t h = (uint64_t)department * UINT64_C(0x9e3779b97f4a7c15) ^
		     (uint64_t)person * UINT64_C(0xc2b2ae3d27d4eb4f);
	size_t i = (size_t)(h >> 32) & (cap - 1);

	while (table[i].department &&
	       (table[i].department != department || table[i].person != person))
		i = (i + 1) & (cap - 1);
	return &table[i];
}

static void grow_members(struct directory *dir)
{
	size_t cap = dir->members_cap ? dir->members_cap * 2 : 1024;
	struct member *table = calloc(cap, sizeof(*table));

	if (!table)
		abort();
	for (size_t i = 0; i < dir->members_cap; i++) {
		const struct member *m = &dir->members[i];

		if (m->department)
			*member_slot(table, cap, m->department, m->person) = *m;
	}
	free(dir->members);
	dir->members = table;
	dir->members_cap = cap;
}

enum err_kind directory_member(struct directory *dir, department_id department,
			       person_id person, struct err *e)
{
	struct member *m;

	if (dir->nmembers * 2 >= dir->members_cap)
		grow_members(dir);
	m = member_slot(dir->members, dir->members_cap, department.n, person.n);
	if (m->department)
		return ERR_NONE;
	if (department_store_add_member(dir->db, department, person, e))
		return e->kind;
	m->department = department.n;
	m->person = person.n;
	dir->nmembers++;
	return ERR_NONE;
}
