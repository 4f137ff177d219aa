#include "desk/calling.h"

#include "base/json_in.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/url.h"
#include "desk/call_key.h"
#include "store/desk_store.h"

#define BATCH 100
#define SHOWN 1000 /* letters of a URL */
#define DETAIL 200 /* letters of why it failed */
#define GONE 410

/* ---- What holds ---------------------------------------------------------- */

enum err_kind calling_look(struct job *job, struct calling *out, struct err *e)
{
	struct desk_sandbox sandbox;
	struct call_switch s;

	*out = (struct calling){ .on = false };
	if (desk_store_sandbox(job->db, job->arena, &sandbox, e) ||
	    call_store_switch(job->db, job->arena, &s, e))
		return e->kind;
	out->on = s.on_since != INSTANT_NONE && !sandbox.on;
	out->since = s.on_since;
	if (sandbox.silent != INSTANT_NONE && sandbox.silent >= out->since)
		out->since = sandbox.silent + 1;
	return out->on ? call_store_targets(job->db, job->arena, &out->targets,
					    e)
		       : ERR_NONE;
}

/* ---- Rows ---------------------------------------------------------------- */

static const char *cut(struct arena *a, const char *s, size_t max)
{
	return arena_copy(a, s, str_utf8_cut(s, strlen(s), max));
}

const char *calling_shown(struct arena *a, const char *url)
{
	return cut(a, arena_copy(a, url, strcspn(url, "?#")), SHOWN);
}

/* The URL of a payload, or NULL. */
static const char *url_of(struct arena *a, const char *payload)
{
	struct json_in *doc;
	struct err e = { 0 };
	const char *url;

	if (json_in_parse(payload, strlen(payload), &doc, &e))
		return NULL;
	url = json_in_str(json_in_get(doc, "url"), NULL);
	url = arena_str(a, url);
	json_in_free(doc);
	return url;
}

/* It ends without a call, or is not called this time. */
static enum err_kind refuse(struct job *job, const struct call_row *row,
			    enum outbox_state state, enum call_outcome outcome,
			    const char *detail, struct err *e)
{
	const char *url = url_of(job->arena, row->payload);
	struct call_try try = { .outbox = row->id,
				.target = row->target,
				.at = job->by.now,
				.next = INSTANT_NONE,
				.outcome = outcome,
				.url = calling_shown(job->arena,
						     url ? url : ""),
				.address = "",
				.detail = cut(job->arena, detail, DETAIL),
				.answer = "" };
	bool ours;

	if (call_store_end(job->db, row, state, job->by.now, INSTANT_NONE,
			   &ours, e))
		return e->kind;
	return ours ? call_log_add(job->db, job->arena, &try, e) : ERR_NONE;
}

/* ---- Sorting ------------------------------------------------------------- */

static enum err_kind sort_one(struct job *job, const struct calling *c,
			      struct call_row *row, struct err *e)
{
	const char *text = url_of(job->arena, row->payload);
	const struct call_target *t;
	struct err local = { 0 };
	struct url url;
	bool ours;

	row->target = 0;
	if (url_read(text ? text : "", &url, &local))
		return refuse(job, row, OUTBOX_REFUSED, CALL_BAD_URL,
			      arena_str(job->arena, local.msg), e);
	t = call_store_of_host(&c->targets, url.host, url.port);
	if (!t || t->removed != INSTANT_NONE)
		return refuse(
			job, row, OUTBOX_REFUSED, CALL_NOT_ALLOWED,
			arena_printf(job->arena, "%s:%d", url.host, url.port),
			e);
	return call_store_sort(job->db, row->id, t->id, &ours, e);
}

static enum err_kind sort(struct job *job, const struct calling *c, bool *did,
			  struct err *e)
{
	struct call_rows rows;
	int64_t dropped;

	if (call_store_drop(job->db, c->since, BATCH, &dropped, e) ||
	    call_store_new(job->db, job->arena, BATCH, &rows, e))
		return e->kind;
	*did = dropped > 0 || rows.n > 0;
	for (size_t i = 0; i < rows.n; i++)
		if (sort_one(job, c, &rows.v[i], e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind calling_sort(struct job *job, const struct calling *c, bool *did,
			   struct err *e)
{
	*did = false;
	if (db_begin(job->db, e) || sort(job, c, did, e) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		return err_wrap(e, "sort calls");
	}
	return ERR_NONE;
}

/* ---- Taking -------------------------------------------------------------- */

/* Is there a reason not to make it? */
static bool ends(const struct job *job, const struct calling *c,
		 const struct call_row *row, const struct call_target *t,
		 enum outbox_state *state, enum call_outcome *why)
{
	*state = OUTBOX_POINTLESS;
	*why = CALL_HIDDEN;
	if (row->hidden)
		return true;
	*why = CALL_WAS_OFF;
	if (row->created < c->since)
		return true;
	*state = OUTBOX_GIVEN_UP;
	*why = CALL_TOO_OLD;
	if (row->created + LIMIT_CALL_AGE_SECONDS < job->by.now ||
	    row->tries >= LIMIT_CALL_TRIES)
		return true;
	*state = OUTBOX_REFUSED;
	*why = CALL_NOT_ALLOWED;
	return t->removed != INSTANT_NONE;
}

/* {"id":"...", and all that the payload says. */
static const char *body_of(struct arena *a, const char *id, const char *payload)
{
	const char *rest = payload[1] == '}' ? "" : ",";

	return arena_printf(a, "{\"id\":\"%s\"%s%s", id, rest, payload + 1);
}

/* A row that was written otherwise than we do ends, and holds up no other. */
static enum err_kind take(struct job *job, const struct call_target *t,
			  const struct call_row *row, struct calling_call *out,
			  bool *ours, struct err *e)
{
	const char *text = url_of(job->arena, row->payload);
	struct err local = { 0 };
	struct url url;

	*ours = false;
	if (url_read(text ? text : "", &url, &local))
		return refuse(job, row, OUTBOX_REFUSED, CALL_BAD_URL,
			      arena_str(job->arena, local.msg), e);
	*out = (struct calling_call){ .row = *row, .target = t };
	call_key_id(row->ukey, out->id);
	out->url = arena_printf(job->arena, "https://%s:%d%s%s", url.host,
				url.port, *url.rest == '/' ? "" : "/",
				url.rest);
	out->body = body_of(job->arena, out->id, row->payload);
	if (strlen(out->body) > LIMIT_CALL_BODY)
		return refuse(job, row, OUTBOX_REFUSED, CALL_BAD_URL,
			      "what is to be sent is too long", e);
	return call_store_claim(job->db, &out->row,
				job->by.now + LIMIT_CALL_LEASE_SECONDS, ours,
				e);
}

static enum err_kind take_all(struct job *job, const struct calling *c,
			      const struct call_target *t,
			      const struct call_rows *rows,
			      struct calling_calls *out, struct err *e)
{
	enum outbox_state state;
	enum call_outcome why;
	bool ours;

	for (size_t i = 0; i < rows->n; i++) {
		if (ends(job, c, &rows->v[i], t, &state, &why)) {
			if (refuse(job, &rows->v[i], state, why, "", e))
				return e->kind;
			continue;
		}
		if (take(job, t, &rows->v[i], &out->v[out->n], &ours, e))
			return e->kind;
		out->n += ours;
	}
	return ERR_NONE;
}

enum err_kind calling_take(struct job *job, const struct calling *c,
			   const struct call_target *target, size_t max,
			   struct calling_calls *out, bool *did, struct err *e)
{
	struct call_rows rows;

	*out = (struct calling_calls){ 0 };
	*did = false;
	if (target->paused != INSTANT_NONE && target->paused > job->by.now)
		return ERR_NONE;
	if (target->failures >= LIMIT_CALL_FAILURES && max > 1)
		max = 1; /* is it there again? */
	if (call_store_due(job->db, job->arena, target->id, job->by.now, max,
			   &rows, e))
		return e->kind;
	if (rows.n == 0)
		return ERR_NONE;
	out->v = ARENA_ARRAY(job->arena, rows.n, struct calling_call);
	if (db_begin(job->db, e) || take_all(job, c, target, &rows, out, e) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		out->n = 0;
		return err_wrap(e, "take calls");
	}
	*did = true;
	return ERR_NONE;
}

/* ---- Done ---------------------------------------------------------------- */

/* After how long is it tried again, the ${tries}-th time having failed? */
static seconds wait_after(int tries)
{
	static const seconds waits[LIMIT_CALL_TRIES - 1] = {
		60, 300, 900, 3600, 3 * 3600, 6 * 3600, 9 * 3600
	};
	seconds wait = waits[tries - 1];

	return wait * 9 / 10 + (seconds)rng_below((uint32_t)(wait / 5 + 1));
}

static enum outbox_state becomes(const struct calling_call *call,
				 const struct calling_result *r, instant now,
				 instant *next)
{
	int tries = call->row.tries;

	*next = INSTANT_NONE;
	if (r->outcome == CALL_DONE)
		return OUTBOX_SENT;
	if (r->outcome >= CALL_BAD_URL)
		return OUTBOX_REFUSED;
	if (tries >= LIMIT_CALL_TRIES || r->status == GONE)
		return OUTBOX_GIVEN_UP;
	*next = now + wait_after(tries);
	if (*next > call->row.created + LIMIT_CALL_AGE_SECONDS) {
		*next = INSTANT_NONE;
		return OUTBOX_GIVEN_UP;
	}
	return OUTBOX_WAITS;
}

/* Its host answers, or it does not. */
static enum err_kind count(struct job *job, const struct calling_call *call,
			   const struct calling_result *r, struct err *e)
{
	if (r->outcome == CALL_DONE)
		return call_store_went_well(job->db, call->target->id, e);
	return call_store_went_badly(job->db, call->target->id,
				     LIMIT_CALL_FAILURES,
				     job->by.now + LIMIT_CALL_REST_SECONDS, e);
}

static enum err_kind done(struct job *job, const struct calling_call *call,
			  const struct calling_result *r, struct err *e)
{
	instant next;
	enum outbox_state state = becomes(call, r, job->by.now, &next);
	struct call_try try = {
		.outbox = call->row.id,
		.target = call->target->id,
		.at = job->by.now,
		.next = next,
		.number = call->row.tries,
		.outcome = r->outcome,
		.status = r->status,
		.ms = r->ms,
		.url = calling_shown(job->arena, call->url),
		.address = r->address,
		.detail = cut(job->arena, r->detail, DETAIL),
		.answer = cut(job->arena, r->answer, LIMIT_CALL_ANSWER),
	};
	bool ours;

	if (call_store_end(job->db, &call->row, state, job->by.now, next, &ours,
			   e))
		return e->kind;
	/* Another has it by now, or this is noted: once is enough. */
	if (!ours)
		return ERR_NONE;
	if (call_log_add(job->db, job->arena, &try, e))
		return e->kind;
	return count(job, call, r, e);
}

enum err_kind calling_done(struct job *job, const struct calling_call *call,
			   const struct calling_result *r, struct err *e)
{
	if (db_begin(job->db, e) || done(job, call, r, e) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		return err_wrap(e, "note what came of a call");
	}
	return ERR_NONE;
}

enum err_kind calling_tidy(struct job *job, struct err *e)
{
	if (call_store_beat(job->db, job->by.now, e) ||
	    call_log_tidy(job->db, job->by.now - LIMIT_CALL_LOG_SECONDS, 1000,
			  e))
		return e->kind;
	return ERR_NONE;
}
