#include "desk/ruled.h"

struct deed ruled_deed;
struct err ruled_error;

struct job ruled_job(const struct member *p, instant now)
{
	ruled_error = (struct err){ 0 };
	return company_job(p, now);
}

const char *ruled_open(const struct member *p, instant now, const char *tags)
{
	const struct desk_ticket t = { .subject = "Printer",
				       .body = "It does not print.",
				       .department = company.support_oid,
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_FORM,
				       .tags = tags };
	struct job job = ruled_job(p, now);

	RULED_MUST(desk_open(&job, &t, &ruled_deed, &ruled_error));
	return ruled_deed.code;
}

int64_t ruled_events(const char *code, enum event_kind kind)
{
	return ladder_count("SELECT COUNT(*) FROM event x JOIN ticket t"
			    " ON t.id = x.ticket_id WHERE t.code = '%s'"
			    " AND x.kind = %d",
			    code, kind);
}

int64_t ruled_calls(void)
{
	return NUMBER("SELECT COUNT(*) FROM outbox WHERE kind = 1");
}

/* What became of the only action of that kind. */
int64_t ruled_outcome(enum action_kind kind)
{
	return ladder_count("SELECT outcome FROM rule_deed WHERE kind = %d",
			    kind);
}

int64_t ruled_priority(const char *code)
{
	return ladder_count("SELECT priority FROM ticket WHERE code = '%s'",
			    code);
}

int64_t ruled_status(const char *code)
{
	return ladder_count("SELECT status FROM ticket WHERE code = '%s'",
			    code);
}

void ruled_by_customer(const char *code)
{
	RULED_DO(&company.bob, T0 + 60, desk_reply, code, 0, "Please.",
		 THEN_NOTHING);
}
void ruled_by_staff(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_reply, code, 0, "Done.",
		 THEN_NOTHING);
}
void ruled_by_note(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_note, code, 0, "Hm.");
}
void ruled_by_status(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_resolve, code, 0);
}
void ruled_by_assigning(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_assign, code, 0,
		 company.ann.oid);
}
void ruled_by_tags(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_set_tags, code, 0, "printer");
}
void ruled_by_priority(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_set_priority, code, 0,
		 PRIORITY_LOW);
}
void ruled_by_department(const char *code)
{
	RULED_DO(&company.olga, T0 + 60, desk_transfer, code, 0,
		 company.billing_oid);
}
