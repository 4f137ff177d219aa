#include "cli/incidents.h"

#include <inttypes.h>

#include "base/limits.h"
#include "base/str.h"
#include "cli/csv_in.h"
#include "cli/directory.h"

enum column {
	COLUMN_NUMBER,
	COLUMN_STATE,
	COLUMN_CALLER,
	COLUMN_OPENED,
	COLUMN_UPDATER,
	COLUMN_UPDATED,
	COLUMN_CONTACT,
	COLUMN_CATEGORY,
	COLUMN_SYMPTOM,
	COLUMN_PRIORITY,
	COLUMN_GROUP,
	COLUMN_ASSIGNEE,
	COLUMN_N
};

static const char *const headings[COLUMN_N] = {
	[COLUMN_NUMBER] = "number",
	[COLUMN_STATE] = "incident_state",
	[COLUMN_CALLER] = "caller_id",
	[COLUMN_OPENED] = "opened_at",
	[COLUMN_UPDATER] = "sys_updated_by",
	[COLUMN_UPDATED] = "sys_updated_at",
	[COLUMN_CONTACT] = "contact_type",
	[COLUMN_CATEGORY] = "category",
	[COLUMN_SYMPTOM] = "u_symptom",
	[COLUMN_PRIORITY] = "priority",
	[COLUMN_GROUP] = "assignment_group",
	[COLUMN_ASSIGNEE] = "assigned_to",
};

/* What an update says the incident is. */
enum state {
	KEEPS,
	NEW,
	ACTIVE,
	AWAITING,
	RESOLVED,
	CLOSED
};

static const struct {
	const char *name;
	enum state state;
	enum party party;
} states[] = {
	{ "New", NEW, PARTY_NONE },
	{ "Active", ACTIVE, PARTY_NONE },
	{ "Awaiting User Info", AWAITING, PARTY_CUSTOMER },
	{ "Awaiting Vendor", AWAITING, PARTY_VENDOR },
	{ "Awaiting Problem", AWAITING, PARTY_TEAM },
	{ "Awaiting Evidence", AWAITING, PARTY_TEAM },
	{ "Resolved", RESOLVED, PARTY_NONE },
	{ "Closed", CLOSED, PARTY_NONE },
	{ "-100", KEEPS, PARTY_NONE },
};

static const struct {
	const char *name;
	enum source source;
} contacts[] = {
	{ "Phone", SOURCE_PHONE },
	{ "Self service", SOURCE_SELF_SERVICE },
	{ "Email", SOURCE_MAIL },
	{ "IVR", SOURCE_IVR },
	{ "Direct opening", SOURCE_DIRECT },
};

enum {
	NUMBER_MAX = 32,
	ROWS_MAX = 5000,
	ID_MAX = 1000000
};

struct update {
	int64_t line;
	char number[NUMBER_MAX + 1];
	enum state state;
	enum party party;
	enum source source;
	enum priority priority;
	instant opened, at;
	int64_t caller, updater, group, assignee, category, symptom;
};

struct incidents {
	struct csv_in *csv;
	seconds shift;
	size_t at[COLUMN_N]; /* which field is that column */
	size_t columns;
	struct update ahead; /* read, not yet given out */
	bool have_ahead;
};

/* ---- Reading rows ---------------------------------------------------------
 */

static enum err_kind read_heading(struct incidents *in, struct err *e)
{
	struct csv_row row;

	if (!csv_in_next(in->csv, &row) || row.fault)
		return err_set(e, ERR_INVALID, "line 1: no heading: %s",
			       row.fault ? row.fault : "the file is empty");
	in->columns = row.n;
	for (int c = 0; c < COLUMN_N; c++) {
		size_t i = 0;

		while (i < row.n && !str_eq(row.field[i], headings[c]))
			i++;
		if (i == row.n)
			return err_set(e, ERR_INVALID,
				       "line 1: the heading lacks column %s",
				       headings[c]);
		in->at[c] = i;
	}
	return ERR_NONE;
}

enum err_kind incidents_open(const char *path, seconds shift,
			     struct incidents **out, struct err *e)
{
	struct incidents *in = calloc(1, sizeof(*in));

	if (!in)
		abort();
	in->shift = shift;
	if (csv_in_open(path, &in->csv, e) || read_heading(in, e)) {
		incidents_close(&in);
		return err_wrap(e, "%s", path);
	}
	*out = in;
	return ERR_NONE;
}

void incidents_close(struct incidents **in)
{
	if (!*in)
		return;
	csv_in_close(&(*in)->csv);
	free(*in);
	*in = NULL;
}

/* "2016-02-29 01:16:00", taken as UTC. */
static bool read_time(const char *s, instant *out)
{
	char text[INSTANT_TEXT];
	size_t n = strlen(s);

	if (n != 19 || s[10] != ' ')
		return false;
	snprintf(text, sizeof(text), "%.10sT%sZ", s, s + 11);
	return instant_parse(text, n + 1, out);
}

/* A number, or 0 for an empty field. */
static bool read_id(const char *s, int64_t *out)
{
	*out = 0;
	return str_empty(s) || str_to_i64(s, 1, ID_MAX, out);
}

static bool read_state(const char *s, struct update *u)
{
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		if (!str_eq(s, states[i].name))
			continue;
		u->state = states[i].state;
		u->party = states[i].party;
		return true;
	}
	return false;
}

static bool read_contact(const char *s, struct update *u)
{
	for (size_t i = 0; i < COUNT_OF(contacts); i++) {
		if (!str_eq(s, contacts[i].name))
			continue;
		u->source = contacts[i].source;
		return true;
	}
	return false;
}

/* The name of the column that cannot be read, or NULL when all is well. */
static const char *read_fields(const struct incidents *in,
			       const struct csv_row *row, struct update *u)
{
	const char *f[COLUMN_N];
	int64_t priority;

	for (int c = 0; c < COLUMN_N; c++)
		f[c] = row->field[in->at[c]];
	if (str_empty(f[COLUMN_NUMBER]) ||
	    strlen(f[COLUMN_NUMBER]) > NUMBER_MAX)
		return headings[COLUMN_NUMBER];
	snprintf(u->number, sizeof(u->number), "%s", f[COLUMN_NUMBER]);
	if (!read_state(f[COLUMN_STATE], u))
		return headings[COLUMN_STATE];
	if (!read_contact(f[COLUMN_CONTACT], u))
		return headings[COLUMN_CONTACT];
	if (!read_time(f[COLUMN_OPENED], &u->opened))
		return headings[COLUMN_OPENED];
	if (!read_time(f[COLUMN_UPDATED], &u->at))
		return headings[COLUMN_UPDATED];
	if (!str_to_i64(f[COLUMN_PRIORITY], PRIORITY_URGENT, PRIORITY_LOW,
			&priority))
		return headings[COLUMN_PRIORITY];
	u->priority = (enum priority)priority;
	if (!read_id(f[COLUMN_CALLER], &u->caller))
		return headings[COLUMN_CALLER];
	if (!read_id(f[COLUMN_UPDATER], &u->updater))
		return headings[COLUMN_UPDATER];
	if (!read_id(f[COLUMN_GROUP], &u->group))
		return headings[COLUMN_GROUP];
	if (!read_id(f[COLUMN_ASSIGNEE], &u->assignee))
		return headings[COLUMN_ASSIGNEE];
	if (!read_id(f[COLUMN_CATEGORY], &u->category))
		return headings[COLUMN_CATEGORY];
	if (!read_id(f[COLUMN_SYMPTOM], &u->symptom))
		return headings[COLUMN_SYMPTOM];
	return NULL;
}

/* Why a row is none, or NULL with ${u} filled. */
static const char *read_update(struct incidents *in, const struct csv_row *row,
			       struct arena *a, struct update *u)
{
	const char *bad;

	u->line = row->line;
	if (row->fault && row->last > row->line)
		return arena_printf(a, "%s; lost up to line %" PRId64,
				    row->fault, row->last);
	if (row->fault)
		return row->fault;
	if (row->n != in->columns)
		return arena_printf(a, "%zu fields, the heading has %zu",
				    row->n, in->columns);
	bad = read_fields(in, row, u);
	if (bad)
		return arena_printf(a, "cannot read %s", bad);
	u->opened += in->shift;
	u->at += in->shift;
	return NULL;
}

/* ---- An incident being put together ---------------------------------------
 */

struct build {
	struct arena *a;
	struct directory *dir;
	struct incident *out;
	struct incident_report **report_tail;
	struct update *rows;
	size_t n, cap;
	struct import_event *events;
	size_t nevents;
	/* the state after the rows so far */
	enum state state;
	enum party party;
	enum priority priority;
	int64_t group, assignee;
	size_t answer; /* the row that answers, or n */
	bool was_resolved;
	instant at;
};

static void report(struct build *b, int64_t line, const char *text)
{
	struct incident_report *r = ARENA_NEW(b->a, struct incident_report);

	r->line = line;
	r->text = text;
	*b->report_tail = r;
	b->report_tail = &r->next;
}

static void add_row(struct build *b, const struct update *u)
{
	if (b->n == ROWS_MAX) {
		report(b, u->line, "more than 5000 updates of one incident");
		return;
	}
	ARENA_ROOM(b->a, b->rows, b->n, b->cap);
	b->rows[b->n++] = *u;
}

/* Rows of one number, up to the next one's first, which stays ahead. */
static void collect(struct incidents *in, struct build *b)
{
	struct csv_row row;
	struct update u;

	if (in->have_ahead)
		add_row(b, &in->ahead);
	in->have_ahead = false;
	while (csv_in_next(in->csv, &row)) {
		const char *fault = read_update(in, &row, b->a, &u);

		if (fault) {
			report(b, row.line, fault);
			continue;
		}
		if (b->n && !str_eq(u.number, b->rows[0].number)) {
			in->ahead = u;
			in->have_ahead = true;
			return;
		}
		add_row(b, &u);
	}
}

/* The first Active, else the first resolution, else the closing. */
static size_t find_answer(const struct build *b)
{
	static const enum state wanted[] = { ACTIVE, RESOLVED, CLOSED };

	for (size_t w = 0; w < COUNT_OF(wanted); w++)
		for (size_t i = 0; i < b->n; i++)
			if (b->rows[i].state == wanted[w])
				return i;
	return b->n;
}

static struct import_event *add_event(struct build *b, enum event_kind kind,
				      instant at)
{
	struct import_event *ev = &b->events[b->nevents++];

	*ev = desk_import_event(kind, at, (person_id){ 0 });
	return ev;
}

static enum err_kind add_created(struct build *b, struct err *e)
{
	const struct update *u = &b->rows[0];
	struct import_event *ev = add_event(b, EVENT_CREATED, u->opened);
	int64_t pick = u->symptom + u->caller;

	ev->event.did = DID_CREATE | DID_CUSTOMER_SPOKE;
	ev->event.status = STATUS_NEW;
	ev->event.priority = b->priority = u->priority;
	b->group = u->group;
	b->state = NEW;
	b->at = u->opened;
	if (directory_department(b->dir, u->group, &ev->event.department, e) ||
	    directory_person(b->dir, DIRECTORY_CALLER, u->caller,
			     &ev->event.by.person, e))
		return e->kind;
	b->out->ticket.requester = ev->event.by.person;
	ev->body = arena_printf(b->a, "%s\n\n%s\n",
				directory_subject(b->dir, pick),
				directory_question(b->dir, pick + u->category));
	return ERR_NONE;
}

static void set_status(struct import_event *ev, enum event_kind kind,
		       enum status status)
{
	ev->event.kind = kind;
	ev->event.did |= DID_STATUS;
	ev->event.status = status;
}

static bool is_done(enum state s)
{
	return s == RESOLVED || s == CLOSED;
}

/* The state column of a row as a change of status, if it is one. */
static void apply_state(struct build *b, const struct update *u,
			struct import_event *ev)
{
	/* What each state is here; the others change nothing. */
	static const struct {
		enum event_kind kind;
		enum status status;
	} moves[] = {
		[ACTIVE] = { EVENT_CHANGED, STATUS_OPEN },
		[AWAITING] = { EVENT_POSTPONED, STATUS_POSTPONED },
		[RESOLVED] = { EVENT_RESOLVED, STATUS_RESOLVED },
		[CLOSED] = { EVENT_CLOSED, STATUS_CLOSED },
	};
	bool reopens = is_done(b->state) && !is_done(u->state);

	if (u->state == KEEPS || u->state == NEW ||
	    (u->state == b->state && u->party == b->party))
		return;
	set_status(ev, moves[u->state].kind, moves[u->state].status);
	ev->event.party = u->party;
	if (reopens) {
		ev->event.did |= DID_REOPEN;
		if (u->state == ACTIVE)
			ev->event.kind = EVENT_REOPENED;
	}
	b->was_resolved = u->state == RESOLVED || (b->was_resolved && !reopens);
	b->state = u->state;
	b->party = u->party;
}

/* Group, assignee and priority of a row, where they differ. */
static enum err_kind apply_fields(struct build *b, const struct update *u,
				  struct import_event *ev, struct err *e)
{
	person_id assignee = { 0 };
	department_id department;

	if (directory_department(b->dir, u->group, &department, e))
		return e->kind;
	if (u->assignee) {
		if (directory_person(b->dir, DIRECTORY_RESOLVER, u->assignee,
				     &assignee, e) ||
		    directory_member(b->dir, department, assignee, e))
			return e->kind;
	}
	if (u->priority != b->priority) {
		ev->event.kind = EVENT_PRIORITY;
		ev->event.did |= DID_PRIORITY;
		ev->event.priority = b->priority = u->priority;
	}
	if (u->group != b->group) {
		ev->event.kind = EVENT_MOVED;
		ev->event.did |= DID_DEPARTMENT;
		ev->event.department = department;
		b->group = u->group;
	}
	if (u->assignee != b->assignee) {
		ev->event.kind = EVENT_ASSIGNED;
		ev->event.did |= DID_ASSIGN;
		ev->event.assignee = assignee;
		b->assignee = u->assignee;
	}
	return ERR_NONE;
}

static instant event_instant(struct build *b, const struct update *u)
{
	if (u->at >= b->at) {
		b->at = u->at;
		return u->at;
	}
	report(b, u->line,
	       b->nevents == 1 ? "an update before opened_at, set to it"
			       : "an update before the one above, set to it");
	return b->at;
}

/* Closed at once: it is resolved in the same second, and then closed. */
static void add_resolution(struct build *b, const struct update *u, instant at,
			   person_id by)
{
	struct import_event *ev;

	if (u->state != CLOSED || b->was_resolved || b->state == CLOSED)
		return;
	ev = add_event(b, EVENT_RESOLVED, at);
	set_status(ev, EVENT_RESOLVED, STATUS_RESOLVED);
	ev->event.by.person = by;
	b->was_resolved = true;
	b->state = RESOLVED;
}

static enum err_kind add_update(struct build *b, size_t i, struct err *e)
{
	const struct update *u = &b->rows[i];
	instant at = event_instant(b, u);
	struct import_event *ev;
	person_id by;

	if (directory_person(b->dir, DIRECTORY_UPDATER, u->updater, &by, e))
		return e->kind;
	add_resolution(b, u, at, by);
	ev = add_event(b, EVENT_CHANGED, at);
	ev->event.by.person = by;
	if (apply_fields(b, u, ev, e))
		return e->kind;
	apply_state(b, u, ev);
	if (i == b->answer) {
		ev->event.did |= DID_STAFF_SPOKE;
		if (ev->event.kind == EVENT_CHANGED)
			ev->event.kind = EVENT_REPLY;
		ev->body = directory_answer(b->dir, u->symptom + u->updater);
	}
	return ERR_NONE;
}

static enum err_kind build(struct build *b, struct err *e)
{
	struct import_ticket *t = &b->out->ticket;
	const struct update *first = &b->rows[0];

	b->events = ARENA_ARRAY(b->a, b->n * 2 + 1, struct import_event);
	b->answer = find_answer(b);
	if (add_created(b, e))
		return e->kind;
	for (size_t i = 0; i < b->n; i++)
		if (add_update(b, i, e))
			return e->kind;
	t->key = arena_printf(b->a, "incident:%s", first->number);
	t->subject = directory_subject(b->dir, first->symptom + first->caller);
	t->source = first->source;
	t->events = b->events;
	t->n = b->nevents;
	b->out->rows = b->n;
	return ERR_NONE;
}

enum err_kind incidents_next(struct incidents *in, struct directory *dir,
			     struct arena *a, struct incident *out, bool *more,
			     struct err *e)
{
	struct build b = { .a = a, .dir = dir, .out = out };
	const struct incident_report *reports = NULL;

	memset(out, 0, sizeof(*out));
	b.report_tail = (struct incident_report **)&reports;
	collect(in, &b);
	*more = b.n || reports;
	if (b.n && build(&b, e))
		return err_wrap(e, "incident %s", b.rows[0].number);
	out->reports = reports;
	return ERR_NONE;
}

static int compare_groups(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void note_group(struct incidents_survey *s, int64_t group)
{
	for (size_t i = s->ngroups; i-- > 0;)
		if (s->groups[i] == group)
			return;
	if (s->ngroups < INCIDENTS_GROUPS)
		s->groups[s->ngroups++] = group;
}

enum err_kind incidents_survey(const char *path, struct incidents_survey *out,
			       struct err *e)
{
	struct incidents *in;
	struct csv_row row;
	struct update u;

	out->latest = INSTANT_NONE;
	out->ngroups = 0;
	if (incidents_open(path, 0, &in, e))
		return e->kind;
	while (csv_in_next(in->csv, &row)) {
		if (row.fault || row.n != in->columns ||
		    read_fields(in, &row, &u))
			continue;
		if (u.at > out->latest)
			out->latest = u.at;
		note_group(out, u.group);
	}
	incidents_close(&in);
	qsort(out->groups, out->ngroups, sizeof(out->groups[0]),
	      compare_groups);
	if (out->latest == INSTANT_NONE)
		return err_set(e, ERR_INVALID, "%s: no update in it", path);
	return ERR_NONE;
}
