#include "cli/rule.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "cli/explain_text.h"
#include "cli/parts.h"
#include "cli/rule_file.h"
#include "cli/text_file.h"
#include "desk/explain_json.h"
#include "desk/rule_json.h"
#include "desk/rules.h"
#include "store/level_read.h"

const char rule_help[] =
	"  duedesk rule list\n"
	"  duedesk rule show RULE\n"
	"  duedesk rule set FILE\n"
	"  duedesk rule clone RULE NAME\n"
	"  duedesk rule move RULE PLACE\n"
	"  duedesk rule remove RULE\n"
	"  duedesk rule test TICKET [--json]\n"
	"\n"
	"SLA rules choose the levels of new tickets; they are asked in their\n"
	"order. RULE is a rule's name, or its id where several have the name.\n"
	"show prints a rule as JSON (doc/rules.md); set reads one from FILE, "
	"or\n"
	"- for standard input: the rule of that id, or of that name, is what "
	"it\n"
	"says from now on, or there is a new one behind the others.\n"
	"clone makes another one like it, switched off. test says what each\n"
	"rule would say of a ticket as it is now, and changes nothing.\n";

/* What JSON of a rule, or a dry run, may have. */
#define JSON_BYTES ((size_t)16 * 1024 * 1024)

/* ---- list, show ---------------------------------------------------------- */

static enum err_kind name_level(struct part_work *w, int64_t id,
				const char **out, struct err *e)
{
	struct level_name l;

	*out = NULL;
	if (id == 0)
		return ERR_NONE;
	if (level_read_id(w->job.db, w->job.arena, id, &l, e) == ERR_NONE)
		*out = l.name;
	else if (e->kind ==
		 ERR_NOT_FOUND) /* the rule is invalid, and says so */
		err_clear(e);
	return e->kind;
}

/* What its actions set, by their place. */
static enum err_kind name_levels(struct part_work *w,
				 const struct rule_row *rule,
				 const char *const **out, struct err *e)
{
	const char **list = ARENA_ARRAY(w->job.arena, rule->is.nactions,
					const char *);

	for (size_t i = 0; i < rule->is.nactions; i++)
		if (name_level(w, rule->is.actions[i].id, &list[i], e))
			return e->kind;
	*out = list;
	return ERR_NONE;
}

static void print_line(const struct rule_row *rule, size_t place,
		       const char *const *levels)
{
	const struct rule_draft *is = &rule->is;

	(void)printf("%zu\t%s\t", place, is->name);
	if (is->nactions == 0)
		(void)printf("stops");
	for (size_t i = 0; i < is->nactions; i++)
		(void)printf("%s%s", i ? ", " : "",
			     levels[i] ? levels[i] : "no level");
	(void)printf("\t%s%s%s\t%s\tversion %d\n",
		     rule->invalid ? "invalid: "
		     : is->active  ? "active"
				   : "off",
		     rule->invalid ? rule->invalid : "",
		     is->keeps ? ", keeps applying" : "", rule->oid,
		     rule->number);
}

static int list(struct part_work *w, struct err *e)
{
	struct rule_rows all;

	if (w->argc)
		return 2;
	if (rule_store_list(w->job.db, w->job.arena, RULE_KIND_SLA, &all, e))
		return 1;
	for (size_t i = 0; i < all.n; i++) {
		const char *const *levels;

		if (name_levels(w, &all.v[i], &levels, e))
			return 1;
		print_line(&all.v[i], i + 1, levels);
	}
	return 0;
}

static int show(struct part_work *w, struct err *e)
{
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	const char *const *levels;
	struct rule_row rule;

	if (w->argc != 1)
		return 2;
	if (rules_find(&w->job, RULE_KIND_SLA, w->argv[0], &rule, e) ||
	    rule_name_people(w->job.db, w->job.arena, &rule, e) ||
	    name_levels(w, &rule, &levels, e))
		return 1;
	json_out_object(&j, NULL);
	json_out_str(&j, "id", rule.oid);
	rule_json_rule(&j, &rule, levels);
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
	if (rules_find(&w->job, RULE_KIND_SLA, f->id ? f->id : f->rule.name,
		       &rule, e) == ERR_NONE)
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
	struct rule_row rule;
	int tries = 0;

	if (w->argc != 2)
		return 2;
	if (rules_find(&w->job, RULE_KIND_SLA, w->argv[0], &rule, e))
		return 1;
	while (rules_clone(&w->job, rule.id, w->argv[1], &out, e))
		if (!parts_again(e, &tries))
			return 1;
	(void)printf("%s: version %d, off\n", w->argv[1], out.number);
	return 0;
}

static int move(struct part_work *w, struct err *e)
{
	struct rule_row rule;
	int64_t place;
	int tries = 0;

	if (w->argc != 2 || !str_to_i64(w->argv[1], 1, LIMIT_RULES, &place))
		return 2;
	if (rules_find(&w->job, RULE_KIND_SLA, w->argv[0], &rule, e))
		return 1;
	while (rules_move(&w->job, rule.id, (size_t)place, e))
		if (!parts_again(e, &tries))
			return 1;
	return 0;
}

static int remove_it(struct part_work *w, struct err *e)
{
	struct rule_row rule;
	int tries = 0;

	if (w->argc != 1)
		return 2;
	if (rules_find(&w->job, RULE_KIND_SLA, w->argv[0], &rule, e))
		return 1;
	while (rules_remove(&w->job, rule.id, e))
		if (!parts_again(e, &tries))
			return 1;
	return 0;
}

/* ---- test ---------------------------------------------------------------- */

static int test(struct part_work *w, struct err *e)
{
	struct viewer all = { .person = { -1 }, .roles = ROLE_OWNER };
	bool json = w->argc == 2 && str_eq(w->argv[1], "--json");
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);
	struct desk_choice c;

	if (w->argc != 1 && !json)
		return 2;
	/* Whoever may run this sees everything. */
	access_viewer_ready(&all);
	w->job.viewer = &all;
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

/* ---- All of them --------------------------------------------------------- */

static const struct part parts[] = {
	{ "list", list },   { "show", show }, { "set", set },
	{ "clone", clone }, { "move", move }, { "remove", remove_it },
	{ "test", test },
};

int rule_command(int argc, char **argv)
{
	return parts_run("rule", rule_help, parts, COUNT_OF(parts), argc, argv);
}
