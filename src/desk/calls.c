#include "desk/calls.h"

#include "base/json_out.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/url.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/call_log.h"
#include "store/call_store.h"
#include "store/desk_store.h"

#define JSON_MAX 4096

static const char *taken(struct arena *a, struct sbuf *b)
{
	const char *text = arena_str(a, sbuf_text(b));

	sbuf_release(b);
	return text;
}

/* "host", or "host:8443". */
static const char *name_of(struct arena *a, const struct call_target *t)
{
	return t->port == 443 ? t->host
			      : arena_printf(a, "%s:%d", t->host, t->port);
}

/* ---- The switch ---------------------------------------------------------- */

static const char *switch_json(bool on)
{
	return on ? "{\"calls\":true}" : "{\"calls\":false}";
}

static enum err_kind turn(struct admin *ad, const void *args, struct err *e)
{
	const bool *on = args;
	struct job *job = ad->job;
	struct call_switch s;
	bool was;

	if (call_store_lock_switch(job->db, job->arena, &s, e))
		return e->kind;
	was = s.on_since != INSTANT_NONE;
	if (was == *on)
		return ERR_NONE;
	if (call_store_set_switch(job->db, *on ? job->by.now : INSTANT_NONE,
				  e) ||
	    audit_note(job,
		       &(struct audit_change){ .object = AUDIT_CALLS,
					       .before = switch_json(was),
					       .after = switch_json(*on) },
		       e))
		return e->kind;
	admin_note(ad, *on ? "calls_on" : "calls_off", NULL, NULL);
	return ERR_NONE;
}

enum err_kind calls_switch(struct job *job, bool on, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, turn, &on, NULL, e);
}

/* ---- Hosts --------------------------------------------------------------- */

static const char *target_json(struct arena *a, const struct call_target *t)
{
	struct sbuf b = SBUF_INIT(JSON_MAX);
	struct json_out j = JSON_OUT(&b);

	json_out_object(&j, NULL);
	json_out_str(&j, "host", name_of(a, t));
	json_out_i64(&j, "secret", t->number);
	json_out_end_object(&j);
	return taken(a, &b);
}

/* NULL: it was none, or is none any more. */
static enum err_kind note(struct admin *ad, const struct call_target *was,
			  const struct call_target *is, const char *what,
			  struct err *e)
{
	struct arena *a = ad->job->arena;
	const struct call_target *t = is ? is : was;
	const struct audit_change c = {
		.object = AUDIT_CALLS,
		.oid = t->oid,
		.name = name_of(a, t),
		.before = was ? target_json(a, was) : NULL,
		.after = is ? target_json(a, is) : NULL,
	};

	if (audit_note(ad->job, &c, e))
		return e->kind;
	admin_note(ad, what, t->oid, NULL);
	return ERR_NONE;
}

static size_t allowed(const struct call_targets *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].removed == INSTANT_NONE;
	return n;
}

/* What is signed from now on is not what was when it might be called before. */
static enum err_kind bring_back(struct admin *ad, const struct call_target *old,
				struct err *e)
{
	struct call_target t = *old;

	t.removed = t.rotated = INSTANT_NONE;
	t.number++;
	if (call_store_change_target(ad->job->db, &t, e))
		return e->kind;
	return note(ad, NULL, &t, "call_host_allowed", e);
}

static enum err_kind allow(struct admin *ad, const void *args, struct err *e)
{
	const struct url *url = args;
	struct job *job = ad->job;
	const struct call_target *old;
	struct call_targets all;
	struct call_target t = { .host = arena_str(job->arena, url->host),
				 .port = url->port,
				 .created = job->by.now };

	if (call_store_lock_targets(job->db, job->arena, &all, e))
		return e->kind;
	old = call_store_of_host(&all, t.host, t.port);
	if (old && old->removed == INSTANT_NONE)
		return err_set(e, ERR_CONFLICT,
			       "host: calls may go to \"%s\" already",
			       name_of(job->arena, old));
	if (allowed(&all) >= LIMIT_CALL_TARGETS)
		return err_set(e, ERR_INVALID, "host: at most %d hosts",
			       LIMIT_CALL_TARGETS);
	if (old)
		return bring_back(ad, old, e);
	if (call_store_add_target(job->db, job->arena, &t, e)) {
		if (e->kind == ERR_CONFLICT)
			e->kind =
				ERR_BUSY; /* at this very moment: look again */
		return e->kind;
	}
	return note(ad, NULL, &t, "call_host_allowed", e);
}

enum err_kind calls_allow(struct job *job, const char *host, const char **oid,
			  struct err *e)
{
	struct url url;

	if (admin_may(job, e))
		return e->kind;
	if (url_read_host(host, &url, e))
		return err_wrap(e, "host");
	return admin_run(job, allow, &url, oid, e);
}

static enum err_kind remove_host(struct admin *ad, const void *args,
				 struct err *e)
{
	struct job *job = ad->job;
	struct call_target t;

	if (call_store_lock_target(job->db, job->arena, args, &t, e))
		return e->kind;
	if (t.removed != INSTANT_NONE)
		return err_set(e, ERR_CONFLICT, "nothing goes there");
	t.removed = job->by.now;
	if (call_store_change_target(job->db, &t, e))
		return e->kind;
	return note(ad, &t, NULL, "call_host_removed", e);
}

enum err_kind calls_remove(struct job *job, const char *oid, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, remove_host, oid, NULL, e);
}

static enum err_kind rotate(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct call_target was, t;

	if (call_store_lock_target(job->db, job->arena, args, &was, e))
		return e->kind;
	if (was.removed != INSTANT_NONE)
		return err_set(e, ERR_CONFLICT, "nothing goes there");
	t = was;
	t.number++;
	t.rotated = job->by.now;
	if (call_store_change_target(job->db, &t, e))
		return e->kind;
	return note(ad, &was, &t, "call_secret_changed", e);
}

enum err_kind calls_rotate(struct job *job, const char *oid, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, rotate, oid, NULL, e);
}

/* ---- Sending ------------------------------------------------------------- */

static enum err_kind again(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct call_try t;
	bool changed;

	if (call_log_find(job->db, job->arena, args, &t, e) ||
	    call_store_again(job->db, t.outbox, job->by.now, &changed, e))
		return e->kind;
	admin_note(ad, "call_sent_again", t.oid, NULL);
	return ERR_NONE;
}

enum err_kind calls_again(struct job *job, const char *oid, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, again, oid, NULL, e);
}

struct test {
	const char *oid, *path;
};

static const char *test_payload(struct job *job, const char *url)
{
	struct sbuf b = SBUF_INIT(JSON_MAX);
	struct json_out j = JSON_OUT(&b);

	json_out_object(&j, NULL);
	json_out_str(&j, "kind", "test");
	json_out_str(&j, "url", url);
	json_out_i64(&j, "at", job->by.now);
	json_out_end_object(&j);
	return taken(job->arena, &b);
}

static enum err_kind test(struct admin *ad, const void *args, struct err *e)
{
	const struct test *in = args;
	struct job *job = ad->job;
	struct outbox_row row = { .kind = OUTBOX_CALL, .created = job->by.now };
	struct desk_sandbox sandbox;
	char token[RNG_OID_LEN + 1];
	struct call_target t;
	struct call_switch s;
	struct url url;
	const char *text;

	if (desk_store_sandbox(job->db, job->arena, &sandbox, e) ||
	    call_store_switch(job->db, job->arena, &s, e) ||
	    call_store_lock_target(job->db, job->arena, in->oid, &t, e))
		return e->kind;
	if (sandbox.on)
		return err_set(e, ERR_INVALID,
			       "path: this desk is a sandbox, which calls"
			       " nobody");
	if (s.on_since == INSTANT_NONE || t.removed != INSTANT_NONE)
		return err_set(e, ERR_CONFLICT, "nothing goes there");
	text = arena_printf(job->arena, "https://%s:%d%s", t.host, t.port,
			    in->path);
	if (url_read(text, &url, e))
		return err_wrap(e, "path");
	rng_oid(token);
	row.ukey = arena_printf(job->arena, "test:%s", token);
	row.payload = test_payload(job, text);
	if (outbox_store_add(job->db, job->arena, &row, 1, e))
		return e->kind;
	admin_note(ad, "call_tested", t.oid, NULL);
	return ERR_NONE;
}

enum err_kind calls_test(struct job *job, const char *oid, const char *path,
			 struct err *e)
{
	const struct test in = { oid, *path ? path : "/" };

	if (admin_may(job, e))
		return e->kind;
	if (*in.path != '/')
		return err_set(e, ERR_INVALID, "path: begin with /");
	if (strlen(in.path) > LIMIT_ACTION_URL - 300)
		return err_set(e, ERR_INVALID, "path: at most %d letters",
			       LIMIT_ACTION_URL - 300);
	return admin_run(job, test, &in, NULL, e);
}
