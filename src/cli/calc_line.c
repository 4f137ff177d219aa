#include "cli/calc_line.h"

#include "base/json_pull.h"
#include "cli/calc_hours.h"

/* The members of a line. */
enum member {
	ID,
	TZ,
	WEEK,
	HOLIDAYS,
	OP,
	START,
	SECONDS,
	END,
	PAUSES,
	MEMBERS
};

static const char *const member_names[MEMBERS] = {
	[ID] = "id",           [TZ] = "tz",
	[WEEK] = "week",       [HOLIDAYS] = "holidays",
	[OP] = "op",           [START] = "start",
	[SECONDS] = "seconds", [END] = "end",
	[PAUSES] = "pauses",
};

#define TIME_HINT                                                              \
	"must be a time such as 2026-03-30T14:00:00Z, from 1900 to 2400"

static bool read_instant(struct json_pull *p, instant *out)
{
	struct json_text t;

	return json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t) &&
	       instant_parse(t.s, t.n, out);
}

/* ---- The question -------------------------------------------------------- */

static enum err_kind read_op(struct calc_line *l, struct json_pull *p,
			     struct err *e)
{
	static const char *const names[2] = {
		[CALC_DUE] = "due", [CALC_ELAPSED] = "elapsed"
	};
	struct json_text t;
	unsigned op = 2;

	if (json_pull_kind(p) == JSON_STRING && json_pull_string(p, &t))
		op = json_text_among(t, names, 2);
	if (op == 2)
		return err_set(e, ERR_INVALID,
			       "op: must be \"due\" or \"elapsed\"");
	l->op = (enum calc_op)op;
	return ERR_NONE;
}

static enum err_kind read_seconds(struct calc_line *l, struct json_pull *p,
				  struct err *e)
{
	if (json_pull_kind(p) != JSON_NUMBER || !json_pull_i64(p, &l->d) ||
	    l->d < 0)
		return err_set(e, ERR_INVALID,
			       "seconds: must be a whole number from 0 to %"
			       "jd",
			       (intmax_t)INT64_MAX);
	return ERR_NONE;
}

/* [from, to]; to is null when it never ends. */
static bool read_pause(struct json_pull *p, struct duration_pause *out)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p) ||
	    !json_pull_element(p) || !read_instant(p, &out->from) ||
	    !json_pull_element(p))
		return false;
	if (json_pull_kind(p) == JSON_NULL) {
		out->until = DURATION_ENDLESS;
		json_pull_skip(p);
	} else if (!read_instant(p, &out->until)) {
		return false;
	}
	return !json_pull_element(p) && !p->error;
}

static enum err_kind read_pauses(struct calc_line *l, struct json_pull *p,
				 struct err *e)
{
	if (json_pull_kind(p) != JSON_ARRAY || !json_pull_array(p))
		return err_set(e, ERR_INVALID, "pauses: must be an array");
	while (json_pull_element(p)) {
		size_t n = l->npauses;

		if (n == LIMIT_PAUSES)
			return err_set(e, ERR_INVALID, "pauses: more than %d",
				       LIMIT_PAUSES);
		if (!read_pause(p, &l->pauses[n]))
			return err_set(e, ERR_INVALID,
				       "pauses[%zu]: must be [from, to] or"
				       " [from, null]; each " TIME_HINT,
				       n);
		l->npauses++;
	}
	return ERR_NONE;
}

static enum err_kind read_time(struct json_pull *p, enum member m, instant *out,
			       struct err *e)
{
	if (!read_instant(p, out))
		return err_set(e, ERR_INVALID, "%s: " TIME_HINT,
			       member_names[m]);
	return ERR_NONE;
}

static enum err_kind read_member(struct calc_line *l, struct json_pull *p,
				 enum member m, struct err *e)
{
	switch (m) {
	case TZ:
		return calc_hours_zone(l, p, e);
	case WEEK:
		return calc_hours_week(l, p, e);
	case HOLIDAYS:
		return calc_hours_holidays(l, p, e);
	case OP:
		return read_op(l, p, e);
	case START:
		return read_time(p, m, &l->start, e);
	case SECONDS:
		return read_seconds(l, p, e);
	case END:
		return read_time(p, m, &l->end, e);
	case PAUSES:
		return read_pauses(l, p, e);
	case ID:
		return json_line_pass_id(p, e);
	case MEMBERS:
		break;
	}
	return ERR_NONE;
}

/* A bit in *given for each member that is there and not null. */
static enum err_kind read_members(struct calc_line *l, struct json_pull *p,
				  unsigned *given, struct err *e)
{
	struct json_text key;
	unsigned seen = 0, m;

	if (json_pull_kind(p) != JSON_OBJECT || !json_pull_object(p))
		return err_set(e, ERR_INVALID, "a line must be a JSON object");
	while (json_pull_member(p, &key)) {
		m = json_text_among(key, member_names, MEMBERS);
		if (m == MEMBERS)
			return err_set(e, ERR_INVALID,
				       "unknown member \"%.*s\"",
				       key.n < 64 ? (int)key.n : 64, key.s);
		if (!calc_hours_first(&seen, m))
			return err_set(e, ERR_INVALID,
				       "member \"%s\" is given twice",
				       member_names[m]);
		if (json_pull_kind(p) == JSON_NULL) {
			json_pull_skip(p);
			continue;
		}
		*given |= 1U << m;
		if (read_member(l, p, (enum member)m, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind check_given(const struct calc_line *l, unsigned given,
				 struct err *e)
{
	unsigned must = 1U << TZ | 1U << OP | 1U << START |
			1U << (l->op == CALC_DUE ? SECONDS : END);

	/* What is asked says what is needed for it. */
	if (!(given & 1U << OP))
		return err_set(e, ERR_INVALID, "op: is missing");
	for (unsigned m = 0; m < MEMBERS; m++)
		if (must & ~given & 1U << m)
			return err_set(e, ERR_INVALID, "%s: is missing",
				       member_names[m]);
	return ERR_NONE;
}

/* ---- What others call ---------------------------------------------------- */

void calc_line_id(struct calc_line *l, const char *s, size_t n)
{
	struct json_pull p;

	json_pull_init(&p, s, n);
	(void)json_line_id(&p, &l->id);
}

enum err_kind calc_line_read(struct calc_line *l, const char *s, size_t n,
			     struct err *e)
{
	struct json_pull p;
	unsigned given = 0;

	json_pull_init(&p, s, n);
	if (!json_line_id(&p, &l->id))
		return err_set(e, ERR_INVALID, "not JSON: %s at byte %td",
			       p.error, p.at - p.start);
	l->npauses = l->nwindows = l->nclosures = 0;
	l->op = CALC_DUE;
	json_pull_init(&p, s, n);
	if (read_members(l, &p, &given, e) || check_given(l, given, e))
		return e->kind;
	calc_hours_sort(l);
	return ERR_NONE;
}
