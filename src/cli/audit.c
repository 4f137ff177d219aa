#include "cli/audit.h"

#include "base/json_out.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/parts.h"
#include "core/custom.h"
#include "desk/audit_text.h"
#include "store/audit_store.h"
#include "store/person_store.h"
#include "web/audit_columns.h"

const char audit_help[] =
	"  duedesk audit list [FILTER]... [--limit N]\n"
	"  duedesk audit show ID\n"
	"  duedesk audit export [FILTER]...\n"
	"\n"
	"Every change of a setting, the newest first: who, by which way, "
	"when,\n"
	"and how the thing was before and after. list prints one a line, 50\n"
	"unless --limit says how many; show prints one as JSON; export prints\n"
	"all as CSV, a row for each member that differs. Times are UTC.\n"
	"A FILTER is one of\n"
	"  --object desk|department|person|company|tag|group|field|calendar|\n"
	"           level|rule|golden|calls\n"
	"  --about ID            one thing, by its opaque id\n"
	"  --who ADDRESS|shell   one person, or the command line\n"
	"  --since 2026-11-24    from that day on\n"
	"  --until 2026-11-24    to the end of that day\n"
	"  --words TEXT          somewhere in its name or in what it says\n";

#define LISTED 50
#define LISTED_MOST 100000

struct asked {
	struct audit_filter f;
	int64_t limit;
};

/* ---- Arguments ----------------------------------------------------------- */

static enum err_kind read_who(struct part_work *w, const char *text,
			      struct asked *a, struct err *e)
{
	struct person p;

	a->f.by_nobody = str_eq(text, "shell");
	if (a->f.by_nobody)
		return ERR_NONE;
	if (strchr(text, '@') ? person_store_find_email(w->job.db, w->job.arena,
							text, &p, e)
			      : person_store_find_oid(w->job.db, w->job.arena,
						      text, &p, e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
		return err_set(e, ERR_INVALID, "--who: there is no %.100s",
			       text);
	}
	a->f.who = p.id;
	return ERR_NONE;
}

static enum err_kind read_day(const char *option, const char *text,
			      int64_t later, instant *out, struct err *e)
{
	int64_t day;

	if (!custom_day(text, &day))
		return err_set(e, ERR_INVALID,
			       "%s: write a day as 2026-11-24, not %.40s",
			       option, text);
	*out = (day + later) * DAY_SECONDS;
	return ERR_NONE;
}

static enum err_kind read_object(const char *text, struct asked *a,
				 struct err *e)
{
	enum audit_object object;

	if (!audit_store_object_of(text, &object))
		return err_set(e, ERR_INVALID,
			       "--object: there is no kind \"%.40s\"", text);
	a->f.object = (int)object;
	return ERR_NONE;
}

static enum err_kind read_option(struct part_work *w, const char *option,
				 const char *text, struct asked *a,
				 struct err *e)
{
	if (str_eq(option, "--object"))
		return read_object(text, a, e);
	if (str_eq(option, "--who"))
		return read_who(w, text, a, e);
	if (str_eq(option, "--since"))
		return read_day(option, text, 0, &a->f.from, e);
	if (str_eq(option, "--until"))
		return read_day(option, text, 1, &a->f.until, e);
	if (str_eq(option, "--about"))
		a->f.about = text;
	else if (str_eq(option, "--words"))
		a->f.words = text;
	else if (!str_eq(option, "--limit") || a->limit == 0)
		(void)parts_unknown(option, e);
	else if (!str_to_i64(text, 1, LISTED_MOST, &a->limit))
		return err_set(e, ERR_INVALID, "--limit: 1 to %d", LISTED_MOST);
	return e->kind;
}

/* ${limit}: 0, and there is no such option. */
static bool read_asked(struct part_work *w, int64_t limit, struct asked *out,
		       struct err *e)
{
	*out = (struct asked){ .f = { .object = -1,
				      .from = INSTANT_NONE,
				      .until = INSTANT_NONE },
			       .limit = limit };
	for (int i = 0; i < w->argc; i += 2) {
		if (i + 1 == w->argc) {
			(void)(str_starts(w->argv[i], "--")
				       ? parts_misused(e,
						       "%.40s: what follows it"
						       " is missing",
						       w->argv[i])
				       : parts_unknown(w->argv[i], e));
			return false;
		}
		if (read_option(w, w->argv[i], w->argv[i + 1], out, e))
			return false;
	}
	return true;
}

/* ---- list ---------------------------------------------------------------- */

static const char *did(const struct audit_entry *x)
{
	return !x->was ? "made" : !x->became ? "taken away" : "changed";
}

/* "name: a -> b; colour: none -> red" of what was changed. */
static enum err_kind
print_differences(struct arena *a, const struct audit_entry *x, struct err *e)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_BYTES);
	struct audit_differences all = { 0 };

	if (x->was && x->became && !audit_diff(a, x->was, x->became, &all, e))
		for (size_t i = 0; i < all.n; i++) {
			const struct audit_difference *d = &all.v[i];

			sbuf_str(&b, i > 0 ? "; " : "");
			audit_text_path(&b, d, NULL);
			sbuf_str(&b, ": ");
			audit_text_value(&b, d, d->was, NULL);
			sbuf_str(&b, d->order ? " in another order" : " -> ");
			if (!d->order)
				audit_text_value(&b, d, d->is, NULL);
		}
	audit_diff_free(&all);
	if (!e->kind)
		(void)puts(sbuf_text(&b));
	sbuf_release(&b);
	return e->kind;
}

static enum err_kind print_entry(struct arena *a, const struct audit_entry *x,
				 struct err *e)
{
	char at[INSTANT_TEXT];

	(void)printf("%s\t%s\t%s\t%s\t%s\t%s\t", x->oid,
		     instant_text(x->by.now, at),
		     x->who ? x->who : audit_columns_via(x->by.via), did(x),
		     audit_store_object_name((int)x->object), x->name);
	return print_differences(a, x, e);
}

static enum err_kind walk(struct part_work *w, const struct asked *a,
			  struct err *e)
{
	struct arena *each = arena_new();
	struct audit_stream *rows;
	struct err at_end = { 0 };
	struct audit_entry x;

	if (audit_store_stream(w->job.db, w->job.arena, &a->f, &rows, e)) {
		arena_free(each);
		return e->kind;
	}
	for (int64_t i = 0; i < a->limit && audit_store_next(rows, &x); i++) {
		arena_reset(each);
		if (print_entry(each, &x, e))
			break;
	}
	if (audit_store_end(&rows, &at_end) && !e->kind)
		*e = at_end;
	arena_free(each);
	return e->kind;
}

static int list(struct part_work *w, struct err *e)
{
	struct asked a;

	if (!read_asked(w, LISTED, &a, e))
		return 2;
	return walk(w, &a, e) ? 1 : 0;
}

/* ---- show ---------------------------------------------------------------- */

static void print_json(const struct audit_entry *x)
{
	struct sbuf b = SBUF_INIT(4096);
	struct json_out j = JSON_OUT(&b);
	char at[INSTANT_TEXT];

	json_out_object(&j, NULL);
	json_out_str(&j, "id", x->oid);
	json_out_str(&j, "at", instant_text(x->by.now, at));
	json_out_str(&j, "who", x->who);
	json_out_str(&j, "person", x->who_oid);
	json_out_str(&j, "via", audit_columns_via(x->by.via));
	json_out_str(&j, "request", x->by.request_id);
	json_out_str(&j, "did", did(x));
	json_out_str(&j, "object", audit_store_object_name((int)x->object));
	json_out_str(&j, "about", x->about);
	json_out_str(&j, "name", x->name);
	/* They are JSON already. */
	(void)printf("%s,\n\"before\":%s,\n\"after\":%s}\n", sbuf_text(&b),
		     x->was ? x->was : "null", x->became ? x->became : "null");
	sbuf_release(&b);
}

static int show(struct part_work *w, struct err *e)
{
	struct audit_entry x;

	if (!parts_count(w, 1, 1, e))
		return 2;
	if (audit_store_find(w->job.db, w->job.arena, w->argv[0], &x, e))
		return 1;
	print_json(&x);
	return 0;
}

/* ---- export -------------------------------------------------------------- */

static enum err_kind end_row(void *cookie, struct err *e)
{
	struct csv *csv = cookie;
	bool fits = !csv->to->failed;

	csv_end_row(csv);
	if (!fits || fputs(sbuf_text(csv->to), stdout) == EOF)
		return err_set(e, ERR_BROKEN, "a row could not be written");
	sbuf_clear(csv->to);
	return ERR_NONE;
}

static enum err_kind write_all(struct part_work *w, const struct asked *a,
			       struct csv *csv, struct err *e)
{
	struct arena *each = arena_new();
	struct audit_stream *rows;
	struct err at_end = { 0 };
	const struct zone *utc;
	struct audit_entry x;

	audit_columns_head(csv);
	if (zone_find("UTC", &utc, e) || end_row(csv, e) ||
	    audit_store_stream(w->job.db, w->job.arena, &a->f, &rows, e)) {
		arena_free(each);
		return e->kind;
	}
	while (audit_store_next(rows, &x)) {
		arena_reset(each);
		if (audit_columns_rows(each, csv, &x, utc, end_row, csv, e))
			break;
	}
	if (audit_store_end(&rows, &at_end) && !e->kind)
		*e = at_end;
	arena_free(each);
	return e->kind;
}

static int export(struct part_work *w, struct err *e)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_BYTES);
	struct csv csv = { .to = &b };
	struct asked a;

	if (!read_asked(w, 0, &a, e))
		return 2;
	(void)write_all(w, &a, &csv, e);
	sbuf_release(&b);
	return e->kind ? 1 : 0;
}

static const struct part parts[] = {
	{ "list", list },
	{ "show", show },
	{ "export", export },
};

int audit_command(int argc, char **argv)
{
	return parts_run("audit", audit_help, parts, COUNT_OF(parts), argc,
			 argv);
}
