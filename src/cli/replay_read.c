#include "cli/replay_read.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/calc_hours.h"

/* ---- Scalars ------------------------------------------------------------- */

enum err_kind replay_read_count(struct json_pull *p, const char *name,
				int64_t max, int64_t *out, struct err *e)
{
	if (json_pull_kind(p) != JSON_NUMBER || !json_pull_i64(p, out) ||
	    *out < 1 || *out > max)
		return err_set(e, ERR_INVALID,
			       "%s: must be a whole number from 1 to %jd", name,
			       (intmax_t)max);
	return ERR_NONE;
}

enum err_kind replay_read_bool(struct json_pull *p, const char *name, bool *out,
			       struct err *e)
{
	if (json_pull_kind(p) != JSON_BOOL)
		return err_set(e, ERR_INVALID, "%s: must be true or false",
			       name);
	*out = *p->at == 't';
	(void)json_pull_skip(p);
	return ERR_NONE;
}

enum err_kind replay_read_instant(struct json_pull *p, const char *name,
				  instant *out, struct err *e)
{
	struct json_text t;

	if (json_pull_kind(p) != JSON_STRING || !json_pull_string(p, &t) ||
	    !instant_parse(t.s, t.n, out))
		return err_set(e, ERR_INVALID, "%s: " REPLAY_TIME_HINT, name);
	return ERR_NONE;
}

enum err_kind replay_read_text(struct json_pull *p, const char *name,
			       struct json_text *out, struct err *e)
{
	if (json_pull_kind(p) != JSON_STRING || !json_pull_string(p, out) ||
	    out->n == 0 || out->n > LIMIT_REPLAY_NAME)
		return err_set(e, ERR_INVALID,
			       "%s: must be a string of 1 to %d bytes", name,
			       LIMIT_REPLAY_NAME);
	return ERR_NONE;
}

/* ---- Words --------------------------------------------------------------- */

static enum err_kind refuse(struct err *e, const char *name, struct json_text t,
			    const char *const *words, unsigned n)
{
	char there[200] = "";
	size_t at = 0;

	for (unsigned i = 0; i < n && at < sizeof(there) - 1; i++) {
		int more = snprintf(there + at, sizeof(there) - at, "%s%s",
				    i ? ", " : "", words[i]);

		at += more > 0 ? (size_t)more : 0;
	}
	return err_set(e, ERR_INVALID, "%s: \"%.*s\" is none of %s", name,
		       t.n < 40 ? (int)t.n : 40, t.s, there);
}

enum err_kind replay_read_word(struct json_pull *p, const char *name,
			       const char *const *words, unsigned n,
			       unsigned *out, struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, name, &t, e))
		return e->kind;
	*out = json_text_among(t, words, n);
	return *out < n ? ERR_NONE : refuse(e, name, t, words, n);
}

/* Those that a scenario may name, as their numbers go. */
static const enum status statuses[] = {
	STATUS_NEW,       STATUS_OPEN,     STATUS_ANSWERED,
	STATUS_POSTPONED, STATUS_RESOLVED, STATUS_CLOSED,
	STATUS_MERGED,    STATUS_SPAM,     STATUS_DELETED,
};

static enum err_kind status_of(struct json_text t, const char *name,
			       enum status *out, struct err *e)
{
	const char *names[COUNT_OF(statuses)];
	unsigned i;

	for (i = 0; i < COUNT_OF(statuses); i++)
		names[i] = event_status_name(statuses[i]);
	i = json_text_among(t, names, COUNT_OF(statuses));
	if (i == COUNT_OF(statuses))
		return refuse(e, name, t, names, COUNT_OF(statuses));
	*out = statuses[i];
	return ERR_NONE;
}

enum err_kind replay_status_of(const char *word, const char *name,
			       enum status *out, struct err *e)
{
	return status_of((struct json_text){ word, strlen(word) }, name, out,
			 e);
}

enum err_kind replay_read_status(struct json_pull *p, const char *name,
				 enum status *out, struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, name, &t, e))
		return e->kind;
	return status_of(t, name, out, e);
}

const char *const replay_priorities[4] = { "urgent", "high", "normal", "low" };

static enum err_kind priority_of(struct json_text t, const char *name,
				 enum priority *out, struct err *e)
{
	unsigned i = json_text_among(t, replay_priorities, 4);

	if (i == 4)
		return refuse(e, name, t, replay_priorities, 4);
	*out = (enum priority)(PRIORITY_URGENT + i);
	return ERR_NONE;
}

enum err_kind replay_priority_of(const char *word, const char *name,
				 enum priority *out, struct err *e)
{
	return priority_of((struct json_text){ word, strlen(word) }, name, out,
			   e);
}

enum err_kind replay_read_priority(struct json_pull *p, const char *name,
				   enum priority *out, struct err *e)
{
	struct json_text t;

	if (replay_read_text(p, name, &t, e))
		return e->kind;
	return priority_of(t, name, out, e);
}

/* All of them, and the short name of first_resolve. */
static void metric_names(const char *names[METRIC_N + 1])
{
	for (unsigned m = 0; m < METRIC_N; m++)
		names[m] = level_metric_name((enum metric)m);
	names[METRIC_N] = "resolve";
}

bool replay_metric_of(struct json_text name, enum metric *out)
{
	const char *names[METRIC_N + 1];
	unsigned m;

	metric_names(names);
	m = json_text_among(name, names, METRIC_N + 1);
	*out = m == METRIC_N ? METRIC_FIRST_RESOLVE : (enum metric)m;
	return m <= METRIC_N;
}

enum err_kind replay_read_metric(struct json_pull *p, const char *name,
				 enum metric *out, struct err *e)
{
	const char *names[METRIC_N + 1];
	struct json_text t;

	if (replay_read_text(p, name, &t, e))
		return e->kind;
	if (replay_metric_of(t, out))
		return ERR_NONE;
	metric_names(names);
	return refuse(e, name, t, names, METRIC_N + 1);
}

/* ---- Objects and arrays -------------------------------------------------- */

enum err_kind replay_read_object(struct json_pull *p,
				 const struct replay_object *o, void *self,
				 unsigned *given, struct err *e)
{
	struct json_text key;
	unsigned seen = 0, m;

	*given = 0;
	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "must be an object");
	while (json_pull_member(p, &key)) {
		m = json_text_among(key, o->names, o->n);
		if (m == o->n)
			return err_set(e, ERR_INVALID,
				       "unknown member \"%.*s\"",
				       key.n < 64 ? (int)key.n : 64, key.s);
		if (!calc_hours_first(&seen, m))
			return err_set(e, ERR_INVALID,
				       "member \"%s\" is given twice",
				       o->names[m]);
		if (json_pull_kind(p) == JSON_NULL) {
			json_pull_skip(p);
			continue;
		}
		*given |= 1U << m;
		if (o->member(self, m, p, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind replay_read_array(struct json_pull *p, const char *name,
				struct err *e)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID, "%s: must be an array", name);
	return ERR_NONE;
}

/* Its size doubles whenever it is a power of two: 0, 1, 2, 4, ... */
void *replay_more(struct arena *a, void *things, size_t n, size_t size)
{
	void *more;

	if (n & (n - 1))
		return things;
	more = arena_array(a, n ? 2 * n : 1, size);
	if (n)
		memcpy(more, things, n * size);
	return more;
}
