#include "desk/parts.h"

#include "desk/check.h"
#include "store/message_store.h"
#include "store/ticket_store.h"
#include "support/test.h"

struct parts parts;

struct job parts_start(const struct member *p, instant now)
{
	parts.error = (struct err){ 0 };
	return company_job(p, now);
}

void parts_expect(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &parts.error);
}

/* ---- A ticket of many words -----------------------------------------------
 */

const char *parts_ask(const struct member *p, instant now)
{
	const struct desk_ticket t = { .subject = "It burns",
				       .body = "It burns, and my invoice"
					       " is wrong.",
				       .department = company.support_oid,
				       .source = SOURCE_FORM };
	struct job job = parts_start(p, now);

	parts_expect(desk_open(&job, &t, &parts.deed, &parts.error), ERR_NONE);
	return parts.deed.code;
}

void parts_say(const struct member *p, instant now, const char *code,
	       const char *body)
{
	struct job job = parts_start(p, now);

	parts_expect(desk_reply(&job, code, 0, body, THEN_NOTHING, &parts.deed,
				&parts.error),
		     ERR_NONE);
}

void parts_note(const struct member *p, instant now, const char *code)
{
	struct job job = parts_start(p, now);

	parts_expect(desk_note(&job, code, 0, "He pays late.", &parts.deed,
			       &parts.error),
		     ERR_NONE);
}

void parts_assign(instant now, const char *code, const struct member *to)
{
	struct job job = parts_start(&company.alice, now);

	parts_expect(
		desk_assign(&job, code, 0, to->oid, &parts.deed, &parts.error),
		ERR_NONE);
}

const char *parts_message(const char *code, int nth)
{
	struct ticket_view t;
	struct message *m;
	size_t n;

	parts.error = (struct err){ 0 };
	parts_expect(ticket_store_find(fixture.db, fixture.arena,
				       &company.olga.viewer, code, &t,
				       &parts.error),
		     ERR_NONE);
	parts_expect(message_store_list(fixture.db, fixture.arena, t.row.id,
					true, INT64_MAX, 50, &m, &n,
					&parts.error),
		     ERR_NONE);
	assert_true(nth >= 1 && (size_t)nth <= n);
	return m[nth - 1].oid;
}

enum err_kind parts_split_all(const struct member *p, instant now,
			      const char *code, const char *const *oids,
			      size_t n)
{
	const struct desk_split s = { .messages = oids, .n = n };
	struct job job = parts_start(p, now);

	return desk_split(&job, code, 0, &s, &parts.deed, &parts.error);
}

enum err_kind parts_split(const struct member *p, instant now, const char *code,
			  int nth)
{
	const char *oid = parts_message(code, nth);

	return parts_split_all(p, now, code, &oid, 1);
}

int64_t parts_of(const char *code, const char *what)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT %s FROM ticket t WHERE code = '%s'",
				   what, code));
}

int64_t parts_clock(const char *code, int metric, const char *what)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT %s FROM clock c"
				   " WHERE ticket_code = '%s' AND metric = %d"
				   " ORDER BY cycle DESC LIMIT 1",
				   what, code, metric));
}

int64_t parts_count(const char *code, const char *table, const char *where)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT COUNT(*) FROM %s x JOIN ticket t"
				   " ON t.id = x.ticket_id WHERE t.code = '%s'"
				   " AND %s",
				   table, code, where));
}

static void print_finding(void *cookie, const struct check_finding *f)
{
	print_error("%s %s %s: %s, should be %s\n", f->kind, f->code, f->what,
		    f->stands, f->should);
	(*(int *)cookie)++;
}

void parts_check(instant now)
{
	int found = 0;
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = print_finding,
				.cookie = &found };

	company_check_refold();
	parts.error = (struct err){ 0 };
	parts_expect(desk_check_rest(&c, now, false, &parts.error), ERR_NONE);
	assert_int_equal(found, 0);
}
