#include "cli/rule.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "cli/explain_text.h"
#include "cli/parts.h"
#include "cli/rule_file.h"
#include "cli/text_file.h"
#include "core/rule_names.h"
#include "desk/explain_json.h"
#include "desk/rule_doubts.h"
#include "desk/rule_json.h"
#include "desk/rules.h"
#include "desk/timed_step.h"
#include "desk/timed_try.h"
#include "store/level_read.h"

const char rule_help[] =
	"  duedesk rule list [--kind KIND]\n"
	"  duedesk rule show RULE [--kind KIND]\n"
	"  duedesk rule set FILE\n"
	"  duedesk rule clone RULE NAME [--kind KIND]\n"
	"  duedesk rule move RULE PLACE [--kind KIND]\n"
	"  duedesk rule remove RULE [--kind KIND]\n"
	"  duedesk rule lint [--kind KIND]\n"
	"  duedesk rule test TICKET [--json]\n"
	"  duedesk rule test TICKET --kind event [--on EVENT] [--json]\n"
	"  duedesk rule test TICKET --kind time [--json]\n"
	"\n"
	"SLA rules choose the levels of new tickets, rules on events are set\n"
	"off by what happens to a ticket, time rules by time; each kind is\n"
	"asked in its order. KIND is sla, event or time; list takes sla where\n"
	"none is named, the others any. RULE is a rule's name, or its id "
	"where\n"
	"several have the name.\n"
	"show prints a rule as JSON (doc/rules.md); set reads one from FILE, "
	"or\n"
	"- for standard input: the rule of that id, or of that name, is what "
	"it\n"
	"says from now on, or there is a new one behind the others.\n"
	"lint tells what is odd: rules that are never reached, overruled or\n"
	"contradict themselves, departments that may get no level.\n"
	"clone makes another one like it, switched off. test says what each\n"
	"SLA rule would say of a ticket as it is now, and changes nothing; so\n"
	"of rules on events, of all or those that EVENT (created, tags, ...)\n"
	"sets off; of time rules, whether they hold and when they are looked\n"
	"at next.\n";

/* What JSON of a rule, or a dry run, may have. */
#define JSON_BYTES ((size_t)16 * 1024 * 1024)

/* ---- list, show ---------------------------------------------------------- */

/* "--kind sla" anywhere behind the part: taken out of its arguments. */
static bool take_kind(struct part_work *w, enum rule_kind *out)
{
	for (int i = 0; i < w->argc; i++) {
		if (!str_eq(w->argv[i], "--kind"))
			continue;
		if (i + 1 == w->argc || !rule_json_kind_of(w->argv[i + 1], out))
			return false;
		for (int k = i + 2; k < w->argc; k++)
			w->argv[k - 2] = w->argv[k];
		w->argc -= 2;
		return true;
	}
	return true;
}

/* The rule that the first argument names. */
static enum err_kind find(struct part_work *w, enum rule_kind kind,
			  struct rule_row *out, struct err *e)
{
	return rules_find(&w->job, kind, w->argv[0], out, e);
}

static enum err_kind print_action(struct part_work *w, const struct action *is,
				  struct err *e)
{
	struct level_name l = { .name = "no level" };

	if (is->kind != ACTION_LEVEL) {
		(void)printf("%s", action_name(is->kind));
		return ERR_NONE;
	}
	if (is->id && level_read_id(w->job.db, w->job.arena, is->id, &l, e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e); /* the rule is invalid, and says so */
	}
	(void)printf("%s", l.name);
	return ERR_NONE;
}

static enum err_kind print_line(struct part_work *w,
				const struct rule_row *rule, size_t place,
				struct err *e)
{
	const struct rule_draft *is = &rule->is;

	(void)printf("%zu\t%s\t", place, is->name);
	if (is->nactions == 0)
		(void)printf("stops");
	for (size_t i = 0; i < is->nactions; i++) {
		(void)printf("%s", i ? ", " : "");
		if (print_action(w, &is->actions[i], e))
			return e->kind;
	}
	(void)printf("\t%s%s%s\t%s\tversion %d\n",
		     rule->invalid ? "invalid: "
		     : is->active  ? "active"
				   : "off",
		     rule->invalid ? rule->invalid : "",
		     is->keeps ? ", keeps applying" : "", rule->oid,
		     rule->number);
	return ERR_NONE;
}

static int list(struct part_work *w, struct err *e)
{
	enum rule_kind kind = RULE_KIND_SLA;
	struct rule_rows all;
	int64_t waiting;

	if (!take_kind(w, &kind) || w->argc)
		return 2;
	if (rule_store_list(w->job.db, w->job.arena, kind, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++)
		if (print_line(w, &all.v[i], i + 1, e))
			return 1;
	if (kind != RULE_KIND_TIME)
		return 0;
	if (desk_timed_waiting(&w->job, &waiting, e))
		return 1;
	if (waiting)
		(void)printf("%" PRId64 " tickets are still to be looked at"
			     " anew\n",
			     waiting);
	return 0;
}

static int show(struct part_work *w, struct err *e)
{
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	enum rule_kind kind = RULE_KIND_N;
	struct rule_row rule;

	if (!take_kind(w, &kind) || w->argc != 1)
		return 2;
	if (find(w, kind, &rule, e) ||
	    rule_name_people(w->job.db, w->job.arena, &rule, e))
		return 1;
	json_out_object(&j, NULL);
	json_out_str(&j, "id", rule.oid);
	if (rule_json_rule(w->job.db, w->job.arena, &rule, &j, e)) {
		sbuf_release(&text);
		return 1;
	}
	json_out_end_object(&j);
	(void)puts(sbuf_text(&text));
	sbuf_release(&text);
	return 0;
}

/* ---- set ----------------------------------------------------------------- */

static enum err_kind read_file(struct part_work *w, const char *path,
			       struct rule_file *out, struct err *e)
{
	struct sbuf text = TEXT_FILE_SBUF(LIMIT_RULE_BYTES);

	if (!text_file_read(path, LIMIT_RULE_BYTES, &text, e) &&
	    rule_file_read(w->job.db, w->job.arena, sbuf_text(&text), text.len,
			   out, e))
		(void)err_wrap(e, "%.150s", path);
	sbuf_release(&text);
	return e->kind;
}

/* Which rule it is about; 0: a new one. */
static enum err_kind find_rule(struct part_work *w, const struct rule_file *f,
			       int64_t *id, struct err *e)
{
	struct rule_row rule;

	*id = 0;
	if (rules_find(&w->job, f->id ? RULE_KIND_N : f->rule.kind,
		       f->id ? f->id : f->rule.name, &rule, e) == ERR_NONE)
		*id = rule.id;
	else if (e->kind == ERR_NOT_FOUND && !f->id)
		err_clear(e);
	return e->kind;
}

static int set(struct part_work *w, struct err *e)
{
	struct rule_file f;
	struct rules_draft in = { .rule = &f.rule };
	struct rules_saved out;
	int tries = 0;

	if (w->argc != 1)
		return 2;
	if (read_file(w, w->argv[0], &f, e) || find_rule(w, &f, &in.id, e))
		return 1;
	while (rules_save(&w->job, &in, &out, e))
		if (!parts_again(e, &tries))
			return 1;
	(void)printf("%s: version %d%s\n", f.rule.name, out.number,
		     out.same ? ", as it was" : "");
	return 0;
}

/* ---- clone, move, remove ------------------------------------------------- */

static int clone(struct part_work *w, struct err *e)
{
	struct rules_saved out;
	enum rule_kind kind = RULE_KIND_N;
	struct rule_row rule;
	int tries = 0;

	if (!take_kind(w, &kind) || w->argc != 2)
		return 2;
	if (find(w, kind, &rule, e))
		return 1;
	while (rules_clone(&w->job, rule.id, w->argv[1], &out, e))
		if (!parts_again(e, &tries))
			return 1;
	(void)printf("%s: version %d, off\n", w->argv[1], out.number);
	return 0;
}

static int move(struct part_work *w, struct err *e)
{
	enum rule_kind kind = RULE_KIND_N;
	struct rule_row rule;
	int64_t place;
	int tries = 0;

	if (!take_kind(w, &kind) || w->argc != 2 ||
	    !str_to_i64(w->argv[1], 1, LIMIT_RULES, &place))
		return 2;
	if (find(w, kind, &rule, e))
		return 1;
	while (rules_move(&w->job, rule.id, (size_t)place, e))
		if (!parts_again(e, &tries))
			return 1;
	return 0;
}

static int remove_it(struct part_work *w, struct err *e)
{
	enum rule_kind kind = RULE_KIND_N;
	struct rule_row rule;
	int tries = 0;

	if (!take_kind(w, &kind) || w->argc != 1)
		return 2;
	if (find(w, kind, &rule, e))
		return 1;
	while (rules_remove(&w->job, rule.id, e))
		if (!parts_again(e, &tries))
			return 1;
	return 0;
}

/* ---- test ---------------------------------------------------------------- */

/* In a word: how it stands, and why. */
static const char *how_it_stands(const struct timed_said *s)
{
	if (s->word.elsewhere)
		return "not asked of this status";
	if (s->word.stopped)
		return "stopped by one before it";
	if (s->word.due)
		return "to act now";
	return s->word.done ? "acted" : rule_outcome_name(s->word.outcome);
}

static void print_said(struct part_work *w, const struct timed_said *s)
{
	char text[INSTANT_TEXT];

	(void)printf("    %s: %s", s->rule->is.name, how_it_stands(s));
	if (s->fired != INSTANT_NONE)
		(void)printf(" %s", instant_text(s->fired, text));
	if (!s->word.due && s->word.at != INSTANT_NONE)
		(void)printf(", next %s", instant_text(s->word.at, text));
	(void)printf("\n");
	for (size_t i = 0; i < s->n; i++)
		(void)printf("      not so: %s\n",
			     rule_json_line(w->job.arena, s->conditions[i]));
}

static void put_at(struct json_out *j, const char *key, instant at)
{
	char text[INSTANT_TEXT];

	if (at != INSTANT_NONE)
		json_out_str(j, key, instant_text(at, text));
}

static void put_said(struct json_out *j, const struct timed_said *s)
{
	json_out_object(j, NULL);
	json_out_str(j, "rule", s->rule->is.name);
	json_out_str(j, "id", s->rule->oid);
	json_out_str(j, "said", rule_outcome_name(s->word.outcome));
	json_out_bool(j, "of_this_status", !s->word.elsewhere);
	json_out_bool(j, "stopped", s->word.stopped);
	json_out_bool(j, "due", s->word.due);
	put_at(j, "acted", s->fired);
	put_at(j, "next", s->word.at);
	json_out_array(j, "because");
	for (size_t i = 0; i < s->n; i++)
		rule_json_condition(j, NULL, s->conditions[i]);
	json_out_end_array(j);
	json_out_end_object(j);
}

static int test_time(struct part_work *w, const char *code, bool json,
		     struct err *e)
{
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	struct timed_tried tried;
	char at[INSTANT_TEXT];

	if (desk_timed_try(&w->job, code, &tried, e))
		return 1;
	if (!json) {
		(void)printf("%s at %s\n", code, instant_text(tried.at, at));
		for (size_t i = 0; i < tried.n; i++)
			print_said(w, &tried.v[i]);
		return 0;
	}
	json_out_object(&j, NULL);
	put_at(&j, "at", tried.at);
	json_out_array(&j, "asked");
	for (size_t i = 0; i < tried.n; i++)
		put_said(&j, &tried.v[i]);
	json_out_end_array(&j);
	json_out_end_object(&j);
	(void)puts(sbuf_text(&text));
	sbuf_release(&text);
	return 0;
}

/* "--on EVENT", if it is there: which rules on events are asked. */
static bool take_trigger(struct part_work *w, unsigned *out)
{
	enum rule_trigger t;

	if (w->argc < 3 || !str_eq(w->argv[1], "--on"))
		return true;
	if (!rule_trigger_of(w->argv[2], &t))
		return false;
	*out = RULE_ON(t);
	w->argc -= 2;
	if (w->argc == 2)
		w->argv[1] = w->argv[3];
	return true;
}

static int test_events(struct part_work *w, unsigned triggers, bool json,
		       struct err *e)
{
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	struct desk_choice c;

	if (rules_try_events(&w->job, w->argv[0], triggers, &c, e))
		return 1;
	if (json) {
		explain_json_choice(&c, NULL, &j);
		(void)puts(sbuf_text(&text));
	} else {
		(void)printf("%s as it stands\n", w->argv[0]);
		explain_text_words(&c, w->job.arena);
	}
	sbuf_release(&text);
	return 0;
}

static int test(struct part_work *w, struct err *e)
{
	struct viewer all = { .person = { -1 }, .roles = ROLE_OWNER };
	enum rule_kind kind = RULE_KIND_SLA;
	unsigned triggers = 0;
	bool asks = take_kind(w, &kind) &&
		    (kind != RULE_KIND_EVENT || take_trigger(w, &triggers));
	bool json = w->argc == 2 && str_eq(w->argv[1], "--json");
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	struct desk_choice c;

	if (!asks || (w->argc != 1 && !json))
		return 2;
	/* Whoever may run this sees everything. */
	access_viewer_ready(&all);
	w->job.viewer = &all;
	if (kind == RULE_KIND_TIME)
		return test_time(w, w->argv[0], json, e);
	if (kind == RULE_KIND_EVENT)
		return test_events(w, triggers, json, e);
	if (rules_try(&w->job, w->argv[0], &c, e))
		return 1;
	if (json) {
		explain_json_choice(&c, NULL, &j);
		(void)puts(sbuf_text(&text));
	} else {
		explain_text_choice(&c, w->argv[0], w->job.arena);
	}
	sbuf_release(&text);
	return 0;
}

/* ---- lint ---------------------------------------------------------------- */

static void print_doubt(const struct rule_doubts *d,
			const struct rule_finding *f)
{
	static const char *const texts[RULE_FLAW_N] = {
		[RULE_FLAW_INVALID] = "does not run: what it names is gone",
		[RULE_FLAW_NEVER] = "never holds",
		[RULE_FLAW_UNREACHED] = "is never reached, for there stops",
		[RULE_FLAW_OVERRULED] = "is always overruled by",
		[RULE_FLAW_OVERLAP] = "sets a level that may be overruled by",
	};
	const char *name = d->rules.n ? d->rules.v[f->rule].is.name : "";

	if (f->flaw == RULE_FLAW_NO_LEVEL)
		(void)printf("department %s: its tickets may get no level\n",
			     d->departments.v[f->department].name);
	else if (f->flaw == RULE_FLAW_GROUP)
		(void)printf("%s: conditions %zu and %zu of group %zu never"
			     " hold at once\n",
			     name, f->a + 1, f->b + 1, f->group + 1);
	else if (f->flaw == RULE_FLAW_INVALID || f->flaw == RULE_FLAW_NEVER)
		(void)printf("%s: %s\n", name, texts[f->flaw]);
	else
		(void)printf("%s: %s %s\n", name, texts[f->flaw],
			     d->rules.v[f->other].is.name);
}

static int lint(struct part_work *w, struct err *e)
{
	enum rule_kind kind = RULE_KIND_N;
	struct rule_doubts d;

	if (!take_kind(w, &kind) || w->argc)
		return 2;
	for (int k = 0; k < RULE_KIND_N; k++) {
		if (kind != RULE_KIND_N && k != (int)kind)
			continue;
		if (rule_doubts(&w->job, (enum rule_kind)k, &d, e))
			return 1;
		for (size_t i = 0; i < d.found.n; i++)
			print_doubt(&d, &d.found.v[i]);
		if (d.found.cut)
			(void)puts("There may be more.");
	}
	return 0;
}

/* ---- All of them --------------------------------------------------------- */

static const struct part parts[] = {
	{ "list", list },   { "show", show }, { "set", set },
	{ "clone", clone }, { "move", move }, { "remove", remove_it },
	{ "lint", lint },   { "test", test },
};

int rule_command(int argc, char **argv)
{
	return parts_run("rule", rule_help, parts, COUNT_OF(parts), argc, argv);
}
