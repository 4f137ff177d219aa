/* Verbs about people, and what they and their tickets have. */
#include "base/rng.h"
#include "desk/account.h"
#include "desk/companies.h"
#include "desk/customs.h"
#include "desk/customs_fill.h"
#include "desk/departments.h"
#include "desk/groups.h"
#include "desk/people.h"
#include "desk/tags_admin.h"

#include "desk/audit_verbs.h"

VERB(tag_add)
{
	const struct tags_draft d = { .name = "bug" };
	const char *oid;

	return tags_add(job, &d, &oid, &audit_verbs_error);
}

VERB(tag_change)
{
	const struct tags_draft d = { .name = "Bug", .colour = COLOUR_RED };

	return tags_change(job, OID("tag", "name = 'bug'"), &d,
			   &audit_verbs_error);
}

VERB(tag_archive)
{
	return tags_archive(job, OID("tag", "name = 'bug'"), true,
			    &audit_verbs_error);
}

VERB(tag_revive)
{
	return tags_archive(job, OID("tag", "name = 'bug'"), false,
			    &audit_verbs_error);
}

VERB(tag_typed)
{
	const char *code = audit_verbs_text("SELECT code FROM ticket LIMIT 1");
	struct deed done;

	return desk_set_tags(job, code, 0, "typed", &done, &audit_verbs_error);
}

VERB(tag_merge)
{
	int64_t left;

	return tags_merge(job, OID("tag", "name = 'bug'"),
			  OID("tag", "name = 'typed'"), 10, &left,
			  &audit_verbs_error);
}

VERB(tag_delete)
{
	db_fixture_run("INSERT INTO tag (oid, name, created_at)"
		       " VALUES ('t900000000000000', 'unused', 0);\n"
		       "SET @touched = NULL;");
	return tags_delete(job, "t900000000000000", &audit_verbs_error);
}

VERB(group_add)
{
	const struct groups_draft d = { .name = "Gold" };
	const char *oid;

	return groups_add(job, &d, &oid, &audit_verbs_error);
}

VERB(group_change)
{
	const struct groups_draft d = { .name = "Golden" };

	return groups_change(job, OID("customer_group", "1"), &d,
			     &audit_verbs_error);
}

VERB(group_of_person)
{
	const char *const oids[] = { OID("customer_group", "1") };
	const struct groups_chosen c = { oids, 1 };

	return groups_set_person(job, company.bob.oid, &c, &audit_verbs_error);
}

VERB(group_of_company)
{
	const char *const oids[] = { OID("customer_group", "1") };
	const struct groups_chosen c = { oids, 1 };

	return groups_set_company(job, OID("company", "1"), &c,
				  &audit_verbs_error);
}

VERB(group_leave)
{
	const struct groups_chosen none = { NULL, 0 };

	return groups_set_company(job, OID("company", "1"), &none,
				  &audit_verbs_error);
}

VERB(group_archive)
{
	return groups_archive(job, OID("customer_group", "1"), true,
			      &audit_verbs_error);
}

VERB(group_revive)
{
	return groups_archive(job, OID("customer_group", "1"), false,
			      &audit_verbs_error);
}

VERB(group_delete)
{
	db_fixture_run("DELETE FROM customer_group_person;\n"
		       "SET @touched = NULL;");
	return groups_delete(job, OID("customer_group", "1"),
			     &audit_verbs_error);
}

VERB(company_add)
{
	const struct companies_draft d = { .name = "Acme" };
	const char *oid;

	return companies_add(job, &d, &oid, &audit_verbs_error);
}

VERB(company_change)
{
	const struct companies_draft d = { .name = "Acme", .note = "late" };

	return companies_change(job, OID("company", "1"), &d,
				&audit_verbs_error);
}

VERB(field_add)
{
	const struct customs_draft d = { .name = "Kind",
					 .of = CUSTOM_OF_CUSTOMER,
					 .kind = CUSTOM_CHOICE };
	const char *oid;

	return customs_add(job, &d, &oid, &audit_verbs_error);
}

VERB(field_add_company)
{
	const struct customs_draft d = { .name = "Contract",
					 .of = CUSTOM_OF_COMPANY };
	const char *oid;

	return customs_add(job, &d, &oid, &audit_verbs_error);
}

VERB(field_add_second)
{
	const struct customs_draft d = { .name = "Size",
					 .of = CUSTOM_OF_CUSTOMER };
	const char *oid;

	return customs_add(job, &d, &oid, &audit_verbs_error);
}

VERB(field_change)
{
	const struct customs_change c = { .name = "Sort" };

	return customs_change(job, OID("field", "name = 'Kind'"), &c,
			      &audit_verbs_error);
}

VERB(field_move)
{
	return customs_move(job, OID("field", "name = 'Sort'"), false,
			    &audit_verbs_error);
}

VERB(field_archive)
{
	return customs_archive(job, OID("field", "name = 'Size'"), true,
			       &audit_verbs_error);
}

VERB(field_revive)
{
	return customs_archive(job, OID("field", "name = 'Size'"), false,
			       &audit_verbs_error);
}

VERB(choice_add)
{
	return customs_add_choice(job, OID("field", "name = 'Sort'"), "A",
				  &audit_verbs_error);
}

VERB(choice_add_second)
{
	return customs_add_choice(job, OID("field", "name = 'Sort'"), "B",
				  &audit_verbs_error);
}

static enum err_kind choice(struct job *job, enum customs_deed deed,
			    const char *name)
{
	return customs_change_choice(job, OID("field", "name = 'Sort'"),
				     OID("field_choice", "position = 1"), deed,
				     name, &audit_verbs_error);
}

VERB(choice_rename)
{
	return choice(job, CUSTOMS_RENAME, "C");
}

VERB(choice_down)
{
	return choice(job, CUSTOMS_DOWN, NULL);
}

VERB(choice_archive)
{
	return choice(job, CUSTOMS_ARCHIVE, NULL);
}

VERB(choice_revive)
{
	return choice(job, CUSTOMS_REVIVE, NULL);
}

VERB(fill_person)
{
	const char *const typed[] = { OID("field_choice", "position = 1") };
	const struct desk_field f = { OID("field", "name = 'Sort'"), typed, 1 };
	const struct desk_fields all = { &f, 1 };

	return customs_fill_person(job, company.bob.oid, &all,
				   &audit_verbs_error);
}

VERB(fill_company)
{
	const char *const typed[] = { "C-17" };
	const struct desk_field f = { OID("field", "name = 'Contract'"), typed,
				      1 };
	const struct desk_fields all = { &f, 1 };

	return customs_fill_company(job, OID("company", "1"), &all,
				    &audit_verbs_error);
}

VERB(department_add)
{
	const struct departments_draft d = { .name = "New",
					     .open_to_all = true };
	const char *oid;

	return departments_add(job, &d, &oid, &audit_verbs_error);
}

VERB(department_change)
{
	const struct departments_draft d = { .name = "Newer",
					     .open_to_all = true };

	return departments_change(job, "New", &d, &audit_verbs_error);
}

VERB(department_members)
{
	const char *const who[] = { company.ann.oid };
	const struct departments_members m = { who, 1, who, 1 };

	return departments_set_members(job, OID("department", "name = 'Newer'"),
				       &m, &audit_verbs_error);
}

VERB(department_leave)
{
	return people_set_member(job, "Newer", company.ann.oid, false,
				 &audit_verbs_error);
}

VERB(department_archive)
{
	return departments_archive(job, "Newer", true, &audit_verbs_error);
}

VERB(department_revive)
{
	return departments_archive(job, "Newer", false, &audit_verbs_error);
}

VERB(person_add)
{
	const char *const in[] = { company.support_oid };
	const struct people_draft d = { .name = "Nina",
					.email = "nina@desk.example",
					.roles = ROLE_AGENT,
					.departments = in,
					.ndepartments = 1 };
	const char *oid;

	return people_add(job, &d, &oid, &audit_verbs_error);
}

#define NINA OID("person", "email = 'nina@desk.example'")

VERB(person_change)
{
	const struct people_change c = { .name = "Nina N.",
					 .note = "new",
					 .set_departments = true };

	return people_change(job, NINA, &c, &audit_verbs_error);
}

VERB(person_roles)
{
	return people_set_roles(job, NINA, ROLE_AGENT | ROLE_MANAGER,
				&audit_verbs_error);
}

VERB(person_link)
{
	const char *token;

	return people_invite(job, NINA, &token, &audit_verbs_error);
}

VERB(person_accept)
{
	struct job other = *job;
	const char *token, *email;

	if (people_invite(&other, NINA, &token, &audit_verbs_error))
		return audit_verbs_error.kind;
	db_fixture_run("SET @touched = NULL, @noted = 0;");
	return people_accept(job, token, "orbit maple tram 7", &email,
			     &audit_verbs_error);
}

VERB(person_password)
{
	return people_set_password(job, NINA, "orbit maple tram 8",
				   &audit_verbs_error);
}

VERB(person_disable)
{
	return people_set_disabled(job, NINA, true, &audit_verbs_error);
}

VERB(person_enable)
{
	return people_set_disabled(job, NINA, false, &audit_verbs_error);
}

VERB(own_name)
{
	return account_update(job, "Olga O.", "Europe/Riga",
			      &audit_verbs_error);
}

VERB(own_password)
{
	static const unsigned char none[RNG_HASH_LEN];

	return account_set_password(job, "orbit maple tram 9", none,
				    &audit_verbs_error);
}

const struct audit_verb audit_verbs_things[] = {
	RUN(tag_add),
	RUN(tag_change),
	RUN(tag_archive),
	RUN(tag_revive),
	RUN(tag_typed),
	RUN(tag_merge),
	RUN(tag_delete),
	RUN(company_add),
	RUN(company_change),
	RUN(group_add),
	RUN(group_change),
	RUN(group_of_person),
	RUN(group_of_company),
	RUN(group_leave),
	RUN(group_archive),
	RUN(group_revive),
	RUN(group_delete),
	RUN(field_add),
	RUN(field_add_company),
	RUN(field_add_second),
	RUN(field_change),
	RUN(field_move),
	RUN(field_archive),
	RUN(field_revive),
	RUN(choice_add),
	RUN(choice_add_second),
	RUN(choice_rename),
	RUN(choice_down),
	RUN(choice_archive),
	RUN(choice_revive),
	RUN(fill_person),
	RUN(fill_company),
	RUN(department_add),
	RUN(department_change),
	RUN(department_members),
	RUN(department_leave),
	RUN(department_archive),
	RUN(department_revive),
	RUN(person_add),
	RUN(person_change),
	RUN(person_roles),
	RUN(person_link),
	RUN(person_accept),
	RUN(person_password),
	RUN(person_disable),
	RUN(person_enable),
	RUN(own_name),
	RUN(own_password),
};
const size_t audit_verbs_nthings = COUNT_OF(audit_verbs_things);
