#include "web/calls.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/url.h"
#include "desk/call_key.h"
#include "desk/calls.h"
#include "store/call_log.h"
#include "store/call_store.h"
#include "store/desk_store.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/pager.h"
#include "web/site.h"
#include "web/words.h"

#define LATE_SECONDS 180 /* three times what cron takes */
#define PAGE "/calls"

/* clang-format off */
enum {
	HOST_NAME
};
static const struct field host_fields[] = {
	[HOST_NAME] = { "host", FIELD_LINE, .max = URL_HOST + 5, .must = true },
};
enum {
	SWITCH_ON
};
static const struct field_choice on_off[] = {
	{ "yes", 1 },
	{ "no", 0 },
	{ NULL, 0 },
};
static const struct field switch_fields[] = {
	[SWITCH_ON] = { "on", FIELD_CHOICE, .choices = on_off, .must = true },
};
enum {
	TEST_PATH
};
static const struct field test_fields[] = {
	[TEST_PATH] = { "path", FIELD_LINE, .max = LIMIT_ACTION_URL - 300 },
};
enum {
	LIST_SHOW,
	LIST_AFTER,
	LIST_BEFORE
};
static const struct field_choice shown[] = {
	{ "well", CALL_WELL },
	{ "failed", CALL_FAILED },
	{ "refused", CALL_REFUSED },
	{ NULL, CALL_ALL },
};
static const struct field list_fields[] = {
	[LIST_SHOW]   = { "show", FIELD_CHOICE, .choices = shown,
			  .otherwise = CALL_ALL },
	[LIST_AFTER]  = { "after", FIELD_OID },
	[LIST_BEFORE] = { "before", FIELD_OID },
};
/* clang-format on */

static bool has_key(const struct req *rq)
{
	const struct conf *c = rq->site->conf;

	return *c->db_user_hook && call_key_valid(c->hook_key);
}

/* ---- The switch ---------------------------------------------------------- */

static void fill_late(struct req *rq, struct view *v,
		      const struct call_switch *s)
{
	struct view *late, *seen;

	if (s->beat != INSTANT_NONE && s->beat + LATE_SECONDS >= rq->job.by.now)
		return;
	if (s->on_since + LATE_SECONDS >= rq->job.by.now)
		return;
	late = view_row(v, CALLS_INDEX_LATE);
	if (s->beat == INSTANT_NONE) {
		view_show(late, CALLS_INDEX_NEVER);
		return;
	}
	seen = view_row(late, CALLS_INDEX_SEEN);
	words_time_for(rq, seen, CALLS_INDEX_BEAT, s->beat);
}

static enum err_kind fill_switch(struct req *rq, struct view *v, bool *on,
				 struct err *e)
{
	struct desk_sandbox sandbox;
	struct call_switch s;
	struct view *state;
	int64_t waiting;

	if (call_store_switch(rq->job.db, rq->a, &s, e) ||
	    call_store_waiting(rq->job.db, rq->a, &waiting, e) ||
	    desk_store_sandbox(rq->job.db, rq->a, &sandbox, e))
		return e->kind;
	*on = s.on_since != INSTANT_NONE;
	state = view_row(v, *on ? CALLS_INDEX_ON : CALLS_INDEX_OFF);
	if (*on && waiting > 0)
		admin_count(view_row(state, CALLS_INDEX_WAITING),
			    CALLS_INDEX_WAITING_COUNT, waiting);
	if (sandbox.on)
		view_show(v, CALLS_INDEX_SANDBOX_DESK);
	else if (*on && has_key(rq))
		fill_late(rq, v, &s);
	return ERR_NONE;
}

/* ---- Hosts --------------------------------------------------------------- */

static const char *name_of(struct arena *a, const struct call_target *t)
{
	return t->port == 443 ? t->host
			      : arena_printf(a, "%s:%d", t->host, t->port);
}

static void fill_target(struct req *rq, struct view *row,
			const struct call_target *t, bool on)
{
	struct view *can;

	view_text(row, CALLS_INDEX_HOST, name_of(rq->a, t));
	if (t->paused != INSTANT_NONE && t->paused > rq->job.by.now)
		view_show(row, CALLS_INDEX_RESTING);
	else if (t->failures > 0)
		view_int(view_row(row, CALLS_INDEX_FAILING),
			 CALLS_INDEX_FAILURES, t->failures);
	else
		view_show(row, CALLS_INDEX_FINE);
	if (!access_admin(&rq->viewer))
		return;
	can = view_row(row, CALLS_INDEX_CAN);
	view_text(can, CALLS_INDEX_TARGET_OID, t->oid);
	if (on)
		view_show(can, CALLS_INDEX_TEST);
}

static enum err_kind fill_targets(struct req *rq, struct view *v, bool on,
				  struct err *e)
{
	struct view *table = NULL;
	struct call_targets all;

	if (call_store_targets(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		if (all.v[i].removed != INSTANT_NONE)
			continue;
		if (!table) {
			table = view_row(v, CALLS_INDEX_TARGETS);
			if (access_admin(&rq->viewer))
				view_show(table, CALLS_INDEX_MAY);
		}
		fill_target(rq, view_row(table, CALLS_INDEX_TARGET), &all.v[i],
			    on);
	}
	if (!table)
		view_show(v, CALLS_INDEX_NO_TARGETS);
	return ERR_NONE;
}

/* ---- The log ------------------------------------------------------------- */

static const char *const outcomes[CALL_OUTCOME_N] = {
	[CALL_DONE] = CALLS_INDEX_DONE,
	[CALL_STATUS] = CALLS_INDEX_STATUS_OTHER,
	[CALL_REDIRECT] = CALLS_INDEX_REDIRECT,
	[CALL_NO_NAME] = CALLS_INDEX_NO_NAME,
	[CALL_NO_LINK] = CALLS_INDEX_NO_LINK,
	[CALL_TLS] = CALLS_INDEX_TLS,
	[CALL_TIMEOUT] = CALLS_INDEX_TIMEOUT,
	[CALL_BROKEN] = CALLS_INDEX_BROKEN,
	[CALL_BAD_URL] = CALLS_INDEX_BAD_URL,
	[CALL_NOT_ALLOWED] = CALLS_INDEX_NOT_ALLOWED,
	[CALL_INSIDE] = CALLS_INDEX_INSIDE,
	[CALL_WAS_OFF] = CALLS_INDEX_WAS_OFF,
	[CALL_HIDDEN] = CALLS_INDEX_HIDDEN,
	[CALL_TOO_OLD] = CALLS_INDEX_TOO_OLD,
};

/* What strangers sent: control characters have no place on a page. */
static const char *plain(struct arena *a, const char *text)
{
	char *s = arena_str(a, text);

	for (char *c = s; *c; c++)
		if (((unsigned char)*c < ' ' && *c != '\n' && *c != '\t') ||
		    *c == 0x7f)
			*c = ' ';
	return s;
}

static void fill_what(struct req *rq, struct view *row,
		      const struct call_try *t)
{
	struct view *tried;

	view_show(row, outcomes[t->outcome]);
	if (t->status > 0)
		view_int(view_row(row, CALLS_INDEX_STATUS),
			 CALLS_INDEX_CODE_NUMBER, t->status);
	if (t->number > 0) {
		tried = view_row(row, CALLS_INDEX_TRIED);
		view_int(tried, CALLS_INDEX_NUMBER, t->number);
		view_int(tried, CALLS_INDEX_MS, t->ms);
	}
	if (*t->detail)
		view_text(view_row(row, CALLS_INDEX_WHY), CALLS_INDEX_DETAIL,
			  plain(rq->a, t->detail));
	if (*t->answer)
		view_text(view_row(row, CALLS_INDEX_ANSWER),
			  CALLS_INDEX_TEXT_OF_IT, plain(rq->a, t->answer));
}

static void fill_try(struct req *rq, struct view *row, const struct call_try *t)
{
	words_time_for(rq, row, CALLS_INDEX_AT, t->at);
	view_text(row, CALLS_INDEX_URL, t->url);
	if (t->ticket)
		view_text(view_row(row, CALLS_INDEX_TICKET), CALLS_INDEX_CODE,
			  t->ticket);
	if (*t->address)
		view_text(view_row(row, CALLS_INDEX_ADDRESS), CALLS_INDEX_WHERE,
			  t->address);
	fill_what(rq, row, t);
	if (t->state == OUTBOX_WAITS && t->next != INSTANT_NONE)
		words_time_for(rq, view_row(row, CALLS_INDEX_NEXT),
			       CALLS_INDEX_NEXT_AT, t->next);
	if (t->state >= OUTBOX_SENT && access_admin(&rq->viewer))
		view_text(view_row(row, CALLS_INDEX_AGAIN), CALLS_INDEX_TRY_OID,
			  t->oid);
}

static enum err_kind fill_log(struct req *rq, struct view *v, struct err *e)
{
	static const char *const chips[CALL_FILTER_N] = {
		[CALL_ALL] = CALLS_INDEX_IS_ALL,
		[CALL_WELL] = CALLS_INDEX_IS_WELL,
		[CALL_FAILED] = CALLS_INDEX_IS_FAILED,
		[CALL_REFUSED] = CALLS_INDEX_IS_REFUSED,
	};
	struct req get = *rq; /* the page may be shown again by a POST */
	struct admin_list key = { .q = "" };
	struct admin_pages pages;
	enum call_filter filter;
	struct call_tries all;
	struct view *list;
	struct form f;

	get.method = GET;
	form_read(&get, FIELDS(list_fields), &f);
	filter = (enum call_filter)f.v[LIST_SHOW].i64;
	key.back = !f.v[LIST_AFTER].given && f.v[LIST_BEFORE].given;
	key.key = f.v[key.back ? LIST_BEFORE : LIST_AFTER].text;
	view_show(v, chips[filter]);
	if (call_log_page(rq->job.db, rq->a, filter, 0, key.key, key.back, &all,
			  e))
		return e->kind;
	if (all.n == 0) {
		view_show(v, filter == CALL_ALL ? CALLS_INDEX_NO_LOG
						: CALLS_INDEX_NO_MATCH);
		return ERR_NONE;
	}
	list = view_row(v, CALLS_INDEX_LOG);
	for (size_t i = 0; i < all.n; i++)
		fill_try(rq, view_row(list, CALLS_INDEX_TRY), &all.v[i]);
	pages = (struct admin_pages){ all.v[0].oid, all.v[all.n - 1].oid,
				      all.before, all.after };
	admin_pager(rq, list, CALLS_INDEX_PAGER, PAGE,
		    filter == CALL_ALL ? ""
				       : arena_printf(rq->a, "show=%s&",
						      f.v[LIST_SHOW].text),
		    &key, &pages);
	return ERR_NONE;
}

/* ---- The page ------------------------------------------------------------ */

/* With what was typed into the form for another host, or NULL. */
static enum err_kind show(struct req *rq, struct resp *rs, const struct form *f,
			  const struct admin_fault *fault, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_CALLS, PARTS_ADMIN_AT_CALLS,
				    CALLS_INDEX_TPL, CALLS_INDEX_ADMIN);
	bool on;

	if (access_admin(&rq->viewer))
		view_show(v, CALLS_INDEX_MAY);
	if (!has_key(rq))
		view_show(v, CALLS_INDEX_NO_KEY);
	view_text(v, CALLS_INDEX_TYPED,
		  f && f->fields == host_fields ? f->v[HOST_NAME].text : "");
	if (fill_switch(rq, v, &on, e) || fill_targets(rq, v, on, e) ||
	    fill_log(rq, v, e))
		return e->kind;
	if (f)
		admin_refuse(rq, rs, v, CALLS_INDEX_ERRORS, f, fault);
	return page_send(rq, rs, e);
}

enum err_kind calls_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show(rq, rs, NULL, NULL, e);
}

/* The secret of that host, this once. */
static enum err_kind show_secret(struct req *rq, struct resp *rs,
				 const char *oid, struct err *e)
{
	char secret[CALL_KEY_SECRET + 1];
	struct call_target t;
	struct view *v;

	if (call_store_find_target(rq->job.db, rq->a, oid, &t, e))
		return e->kind;
	call_key_secret(rq->site->conf->hook_key, t.oid, t.number, secret);
	v = admin_page(rq, LAYOUT_AT_CALLS, PARTS_ADMIN_AT_CALLS,
		       CALLS_SECRET_TPL, CALLS_SECRET_ADMIN);
	view_text(v, CALLS_SECRET_HOST, name_of(rq->a, &t));
	view_text(v, CALLS_SECRET_SECRET, secret);
	admin_title(rq, t.host);
	return page_send(rq, rs, e);
}

/* ---- Changes ------------------------------------------------------------- */

/* Nothing is begun that could not be signed. */
static enum err_kind need_key(const struct req *rq, struct err *e)
{
	if (has_key(rq))
		return ERR_NONE;
	return err_set(e, ERR_CONFLICT, "no key to sign calls by");
}

enum err_kind calls_turn(struct req *rq, struct resp *rs, struct err *e)
{
	struct form f;

	form_read(rq, FIELDS(switch_fields), &f);
	if (!f.ok)
		return show(rq, rs, &f, NULL, e);
	if (f.v[SWITCH_ON].i64 && need_key(rq, e))
		return e->kind;
	if (calls_switch(&rq->job, f.v[SWITCH_ON].i64 != 0, e))
		return e->kind;
	page_done(rq, rs, PAGE_SAVED, PAGE);
	return ERR_NONE;
}

enum err_kind calls_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	const char *oid;
	struct form f;

	form_read(rq, FIELDS(host_fields), &f);
	if (!f.ok)
		return show(rq, rs, &f, NULL, e);
	if (need_key(rq, e))
		return e->kind;
	if (!calls_allow(&rq->job, f.v[HOST_NAME].text, &oid, e))
		return show_secret(rq, rs, oid, e);
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show(rq, rs, &f, &fault, e);
}

enum err_kind calls_secret(struct req *rq, struct resp *rs, struct err *e)
{
	if (need_key(rq, e) || calls_rotate(&rq->job, rq->oid, e))
		return e->kind;
	return show_secret(rq, rs, rq->oid, e);
}

enum err_kind calls_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (calls_remove(&rq->job, rq->oid, e))
		return e->kind;
	page_done(rq, rs, PAGE_GONE, PAGE);
	return ERR_NONE;
}

enum err_kind calls_try(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct form f;

	form_read(rq, FIELDS(test_fields), &f);
	if (!f.ok)
		return show(rq, rs, &f, NULL, e);
	if (!calls_test(&rq->job, rq->oid, f.v[TEST_PATH].text, e)) {
		page_done(rq, rs, PAGE_CALLING, PAGE);
		return ERR_NONE;
	}
	if (e->kind != ERR_INVALID || !admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show(rq, rs, &f, &fault, e);
}

enum err_kind calls_repeat(struct req *rq, struct resp *rs, struct err *e)
{
	if (calls_again(&rq->job, rq->oid, e))
		return e->kind;
	page_done(rq, rs, PAGE_CALLING, PAGE);
	return ERR_NONE;
}
