/* A rule's form as it was posted. */
#include "web/rule_form_in.h"

#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "web/form.h"

#define NUMBER_MOST 99999

static const char *const widgets[RULE_W_N] = {
	[RULE_W_NONE] = "none",       [RULE_W_PICK] = "pick",
	[RULE_W_PICKS] = "picks",     [RULE_W_WORD] = "word",
	[RULE_W_WORDS] = "words",     [RULE_W_LINES] = "lines",
	[RULE_W_NUMBER] = "number",   [RULE_W_DAY] = "day",
	[RULE_W_INSTANT] = "instant", [RULE_W_LENGTH] = "length",
	[RULE_W_FLAG] = "flag",       [RULE_W_NOTE] = "note",
};

const char *rule_form_in_widget(enum rule_widget w)
{
	return widgets[w];
}

/* ---- Inputs ---------------------------------------------------------------
 */

/* The inputs of a condition, or a deed: those of one letter each. */
struct inputs {
	int64_t group, number;
	const char *one[26]; /* by letter */
	const char **v;      /* of the letter that may come many times */
	size_t n, cap;
};

struct all_inputs {
	struct inputs *v;
	size_t n, cap;
};

static struct inputs *inputs_of(struct req *rq, struct all_inputs *all,
				int64_t group, int64_t number)
{
	struct inputs *x;

	for (size_t i = all->n; i > 0; i--)
		if (all->v[i - 1].group == group &&
		    all->v[i - 1].number == number)
			return &all->v[i - 1];
	ARENA_ROOM(rq->a, all->v, all->n, all->cap);
	x = &all->v[all->n++];
	*x = (struct inputs){ .group = group, .number = number };
	return x;
}

/* "v-3-14", or of deeds "x-3": its letter and numbers. */
static bool split(const char *name, bool deed, int64_t *group, int64_t *number)
{
	const char *dash;
	char part[8];
	size_t n;

	if (name[0] < 'a' || name[0] > 'z' || name[1] != '-')
		return false;
	*group = 0;
	name += 2;
	dash = strchr(name, '-');
	if (deed)
		return !dash && str_to_i64(name, 0, NUMBER_MOST, number);
	n = dash ? (size_t)(dash - name) : sizeof(part);
	if (n >= sizeof(part))
		return false;
	memcpy(part, name, n);
	part[n] = '\0';
	return str_to_i64(part, 0, NUMBER_MOST, group) &&
	       str_to_i64(dash + 1, 0, NUMBER_MOST, number);
}

/* Words of several lines, as they are. */
static const char *lines_of(struct req *rq, const char *name, int64_t max)
{
	const struct field f = { name, FIELD_TEXT, .max = max };
	struct form form;

	form_read(rq, &f, 1, &form);
	return form.v[0].text;
}

static void gather(struct req *rq, bool deed, const char *letters, char many,
		   struct all_inputs *out)
{
	*out = (struct all_inputs){ 0 };
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];
		int64_t group, number;
		struct inputs *x;

		if (!split(p->name, deed, &group, &number) ||
		    !strchr(letters, p->name[0]))
			continue;
		x = inputs_of(rq, out, group, number);
		if (p->name[0] != many) {
			x->one[p->name[0] - 'a'] = form_line(rq->a, p);
			continue;
		}
		ARENA_ROOM(rq->a, x->v, x->n, x->cap);
		x->v[x->n++] = form_line(rq->a, p);
	}
}

static const char *input(const struct inputs *x, char letter)
{
	const char *s = x->one[letter - 'a'];

	return s ? s : "";
}

/* ---- Conditions -----------------------------------------------------------
 */

static bool is_words(enum rule_widget w)
{
	return w == RULE_W_WORD || w == RULE_W_WORDS || w == RULE_W_LINES;
}

/* What was typed for another field is nothing for this one; what was typed in
 * another way is, if it is words. */
static bool still_means(const struct inputs *x, enum rule_widget now)
{
	const char *was = input(x, 'w');
	size_t n = strcspn(was, ":");

	if (was[n] != ':' || !str_eq(was + n + 1, input(x, 'f')))
		return false;
	for (int w = 0; w < RULE_W_N; w++)
		if (strlen(widgets[w]) == n && strncmp(widgets[w], was, n) == 0)
			return w == (int)now ||
			       (is_words((enum rule_widget)w) && is_words(now));
	return false;
}

static int64_t read_unit(const char *s, int64_t otherwise)
{
	int64_t unit;

	return str_to_i64(s, 1, 86400, &unit) &&
			       (unit == 60 || unit == 3600 || unit == 86400)
		       ? unit
		       : otherwise;
}

static void read_condition(struct req *rq, const struct rule_lists *lists,
			   const struct inputs *x, struct rule_typed *t)
{
	enum rule_op op;

	t->number = x->number;
	t->c = (struct rule_condition){ .field = RULE_TAGS };
	if (!rule_form_in_field(lists, input(x, 'f'), &t->c))
		t->fault = t->c.invalid ? t->c.invalid
					: "There is no such field.";
	t->c.invalid = NULL;
	if (!rule_op_of(input(x, 'o'), &op) ||
	    !rule_op_fits(rule_type_of(&t->c), op))
		op = rule_form_in_op(rule_type_of(&t->c));
	t->c.op = op;
	t->widget = rule_form_widget(&t->c);
	t->unit = rule_type_of(&t->c) == RULE_DAY
			  ? 1
			  : read_unit(input(x, 'u'), 3600);
	if (!still_means(x, t->widget))
		return;
	t->v = x->v;
	t->n = x->n;
	if (t->widget == RULE_W_LINES && x->n == 1)
		x->v[0] = lines_of(
			rq,
			arena_printf(rq->a, "v-%lld-%lld", (long long)x->group,
				     (long long)x->number),
			(int64_t)LIMIT_RULE_VALUES * (LIMIT_RULE_TEXT + 1));
}

static struct rule_typed_group *group_of(struct req *rq, struct rule_form *f,
					 int64_t number)
{
	for (size_t g = 0; g < f->ngroups; g++)
		if (f->groups[g].number == number)
			return &f->groups[g];
	return rule_form_in_group(rq, f, number);
}

/* ---- Deeds ----------------------------------------------------------------
 */

static void read_deed(struct req *rq, struct rule_form *f,
		      const struct inputs *x)
{
	struct rule_deed *d = rule_form_in_deed(rq, f, x->number);
	const char *key = input(x, 'a');

	if (!action_of(key, &d->is.kind))
		d->fault = "There is no such thing to do.";
	d->widget = rule_form_deed_widget(d->is.kind);
	d->unit = read_unit(input(x, 'z'), 3600);
	if (!str_eq(input(x, 'y'), key))
		return;
	d->value = input(x, 'x');
	d->words = input(x, 't');
	if (d->widget == RULE_W_NOTE)
		d->value = lines_of(
			rq, arena_printf(rq->a, "x-%lld", (long long)x->number),
			LIMIT_MESSAGE);
}

/* ---- The form -------------------------------------------------------------
 */

enum {
	RULE_NAME,
	RULE_NOTE,
	RULE_IS_ON,
	RULE_STOPS,
	RULE_KEEPS,
	RULE_SEEN,
	RULE_DEED,
	RULE_CODE,
	RULE_FIELDS
};
/* clang-format off */
static const struct field fields[RULE_FIELDS] = {
	[RULE_NAME]  = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[RULE_NOTE]  = { "note", FIELD_TEXT, .max = LIMIT_RULE_NOTE },
	[RULE_IS_ON] = { "active", FIELD_FLAG },
	[RULE_STOPS] = { "stops", FIELD_FLAG },
	[RULE_KEEPS] = { "keeps", FIELD_FLAG },
	[RULE_SEEN]  = { "seen", FIELD_I64, .min = 1, .max = INT32_MAX },
	[RULE_DEED]  = { "deed", FIELD_LINE, .max = 40 },
	[RULE_CODE]  = { "code", FIELD_LINE, .max = 40 },
};
/* clang-format on */

static void read_triggers(const struct req *rq, struct rule_form *f)
{
	for (size_t i = 0; i < rq->fields.n; i++) {
		enum rule_trigger t;

		if (str_eq(rq->fields.v[i].name, "on") &&
		    rule_trigger_of(rq->fields.v[i].text, &t))
			f->triggers |= RULE_ON(t);
	}
}

void rule_form_read(struct req *rq, const struct rule_lists *lists,
		    enum rule_kind kind, struct rule_form *out)
{
	struct all_inputs all;
	struct form f;

	form_read(rq, fields, RULE_FIELDS, &f);
	*out = (struct rule_form){
		.kind = kind,
		.name = f.v[RULE_NAME].text,
		.note = f.v[RULE_NOTE].text,
		.active = f.v[RULE_IS_ON].i64 != 0,
		.stops = f.v[RULE_STOPS].i64 != 0,
		.keeps = f.v[RULE_KEEPS].i64 != 0 && kind == RULE_KIND_SLA,
		.seen = f.v[RULE_SEEN].i64,
		.deed = f.v[RULE_DEED].text,
		.code = f.v[RULE_CODE].text,
	};
	out->broken = f.v[RULE_DEED].fault || f.v[RULE_SEEN].fault;
	if (f.v[RULE_NAME].fault)
		out->name_fault = form_fault_text(rq->a, &fields[RULE_NAME],
						  &f.v[RULE_NAME]);
	if (f.v[RULE_NOTE].fault)
		out->note_fault = form_fault_text(rq->a, &fields[RULE_NOTE],
						  &f.v[RULE_NOTE]);
	if (f.v[RULE_CODE].fault)
		out->code = "";
	if (kind == RULE_KIND_EVENT)
		read_triggers(rq, out);
	gather(rq, false, "fowvu", 'v', &all);
	for (size_t i = 0; i < all.n; i++) {
		struct rule_typed_group *g = group_of(rq, out, all.v[i].group);

		read_condition(rq, lists, &all.v[i],
			       rule_form_in_condition(rq, out, g));
	}
	gather(rq, true, "ayxtz", 0, &all);
	for (size_t i = 0; i < all.n; i++)
		read_deed(rq, out, &all.v[i]);
}

/* ---- Adding and taking away -----------------------------------------------
 */

static size_t count(const struct rule_form *f)
{
	size_t n = 0;

	for (size_t g = 0; g < f->ngroups; g++)
		n += f->groups[g].n;
	return n;
}

static void take_group(struct rule_form *f, size_t at)
{
	memmove(&f->groups[at], &f->groups[at + 1],
		(f->ngroups - at - 1) * sizeof(*f->groups));
	f->ngroups--;
}

static void take_condition(struct rule_form *f, int64_t group, int64_t number)
{
	for (size_t g = 0; g < f->ngroups; g++) {
		struct rule_typed_group *is = &f->groups[g];

		if (is->number != group)
			continue;
		for (size_t i = 0; i < is->n; i++)
			if (is->v[i].number == number) {
				memmove(&is->v[i], &is->v[i + 1],
					(is->n - i - 1) * sizeof(*is->v));
				is->n--;
				break;
			}
		if (is->n == 0)
			take_group(f, g);
		return;
	}
}

static void put(struct req *rq, struct rule_form *f, int64_t group)
{
	if (count(f) >= LIMIT_RULE_CONDITIONS) {
		f->if_fault = arena_printf(
			rq->a, "There can be %d conditions at most.",
			LIMIT_RULE_CONDITIONS);
		return;
	}
	for (size_t g = 0; g < f->ngroups; g++)
		if (f->groups[g].number == group)
			(void)rule_form_in_condition(rq, f, &f->groups[g]);
}

static void put_group(struct req *rq, struct rule_form *f)
{
	int64_t number = rule_form_in_number(f);

	if (f->ngroups >= LIMIT_RULE_GROUPS) {
		f->if_fault = arena_printf(rq->a,
					   "There can be %d groups at most.",
					   LIMIT_RULE_GROUPS);
		return;
	}
	(void)rule_form_in_group(rq, f, number);
	put(rq, f, number);
	if (f->groups[f->ngroups - 1].n == 0)
		f->ngroups--;
}

static void put_deed(struct req *rq, struct rule_form *f)
{
	if (f->ndeeds >= LIMIT_RULE_ACTIONS)
		f->then_fault = arena_printf(rq->a,
					     "There can be %d of them at most.",
					     LIMIT_RULE_ACTIONS);
	else
		(void)rule_form_in_deed(rq, f, rule_form_in_number(f));
}

static void take_deed(struct rule_form *f, int64_t number)
{
	for (size_t i = 0; i < f->ndeeds; i++)
		if (f->deeds[i].number == number) {
			memmove(&f->deeds[i], &f->deeds[i + 1],
				(f->ndeeds - i - 1) * sizeof(*f->deeds));
			f->ndeeds--;
			return;
		}
}

bool rule_form_in_take(const char **s, const char *word, int64_t *out)
{
	const char *digits = *s + strlen(word);
	char text[8];
	size_t n;

	if (!str_starts(*s, word))
		return false;
	n = strspn(digits, "0123456789");
	if (n >= sizeof(text))
		return false;
	memcpy(text, digits, n);
	text[n] = '\0';
	*s = digits + n;
	return str_to_i64(text, 0, NUMBER_MOST, out);
}

void rule_form_turn(struct req *rq, struct rule_form *f)
{
	const char *deed = f->deed;
	int64_t group, number;

	if (str_eq(deed, "group"))
		put_group(rq, f);
	else if (str_eq(deed, "deed"))
		put_deed(rq, f);
	else if (rule_form_in_take(&deed, "condition-", &group))
		put(rq, f, group);
	else if (rule_form_in_take(&deed, "undo-", &number))
		take_deed(f, number);
	else if (rule_form_in_take(&deed, "drop-", &group) &&
		 rule_form_in_take(&deed, "-", &number))
		take_condition(f, group, number);
}
