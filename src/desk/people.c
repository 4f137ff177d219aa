#include "desk/people.h"

#include "base/limits.h"
#include "base/password.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/department_store.h"
#include "store/person_store.h"
#include "store/session_store.h"

/* ---- What may be stored ---------------------------------------------------
 */

static enum err_kind check_name(const char *name, struct err *e)
{
	size_t n = name ? strlen(name) : 0;

	if (!n || !str_utf8_valid(name, n) || str_blank(name, n))
		return err_set(e, ERR_INVALID, "name: write one, as UTF-8");
	if (str_utf8_count(name, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID, "name: at most %d characters",
			       LIMIT_NAME);
	for (const char *c = name; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return err_set(e, ERR_INVALID,
				       "name: a character in it is not"
				       " allowed");
	return ERR_NONE;
}

/* One @ with something on both sides; no blanks, controls or brackets. */
static enum err_kind check_email(const char *email, struct err *e)
{
	size_t n = email ? strlen(email) : 0;
	const char *at = n ? strchr(email, '@') : NULL;

	if (n > LIMIT_EMAIL)
		return err_set(e, ERR_INVALID, "email: at most %d characters",
			       LIMIT_EMAIL);
	if (!at || at == email || !at[1] || strchr(at + 1, '@') ||
	    !str_utf8_valid(email, n))
		return err_set(e, ERR_INVALID,
			       "email: write it as name@example.com");
	for (const char *c = email; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f ||
		    strchr("<>()[],;:\\\"", *c))
			return err_set(e, ERR_INVALID,
				       "email: a character in it is not"
				       " allowed");
	return ERR_NONE;
}

static enum err_kind check_roles(unsigned roles, struct err *e)
{
	if (!roles || roles & ~(unsigned)(ROLE_CUSTOMER | ROLES_STAFF))
		return err_set(e, ERR_INVALID, "role: choose at least one");
	return ERR_NONE;
}

static enum err_kind check_draft(const struct people_draft *d, struct err *e)
{
	const struct zone *z;

	if (check_name(d->name, e) || check_email(d->email, e) ||
	    check_roles(d->roles, e))
		return e->kind;
	if (zone_find(d->zone ? d->zone : "UTC", &z, e))
		return err_wrap(e, "zone");
	if (d->password)
		return password_check(d->password, d->name, d->email, e);
	return ERR_NONE;
}

/* ---- Finding --------------------------------------------------------------
 */

static enum err_kind find_person(struct job *job, const char *email,
				 struct person *p, struct err *e)
{
	if (person_store_find_email(job->db, job->arena, email, p, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_NOT_FOUND, "nobody has the address %s",
			       email);
	return e->kind;
}

static enum err_kind find_department(struct job *job, const char *name,
				     struct department *d, struct err *e)
{
	if (department_store_find_name(job->db, job->arena, name, d, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_NOT_FOUND,
			       "there is no department \"%s\"", name);
	return e->kind;
}

/* ---- The verbs ------------------------------------------------------------
 */

/* Commit what went well, take back what did not. */
static enum err_kind finish(struct job *job, struct err *e)
{
	if (e->kind || db_commit(job->db, e))
		db_rollback(job->db);
	return e->kind;
}

static enum err_kind add_memberships(struct job *job, person_id person,
				     const struct people_draft *d,
				     struct err *e)
{
	for (size_t i = 0; i < d->ndepartments; i++) {
		struct department in;

		if (find_department(job, d->departments[i], &in, e) ||
		    department_store_add_member(job->db, in.id, person, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind people_add(struct job *job, const struct people_draft *d,
			 const char **oid, struct err *e)
{
	char hash[PASSWORD_HASH];
	struct person p = { .name = d->name,
			    .email = d->email,
			    .zone = d->zone ? d->zone : "UTC",
			    .roles = d->roles };

	if (check_draft(d, e))
		return e->kind;
	if (d->password) {
		if (password_hash(d->password, hash, e))
			return e->kind;
		p.password_hash = hash;
	}
	if (db_begin(job->db, e))
		return e->kind;
	if (person_store_add(job->db, job->arena, &p, job->by.now, e) ==
	    ERR_CONFLICT)
		(void)err_set(e, ERR_CONFLICT,
			      "email: %s belongs to somebody already",
			      d->email);
	if (!e->kind && add_memberships(job, p.id, d, e))
		(void)err_wrap(e, "department");
	*oid = p.oid;
	return finish(job, e);
}

enum err_kind people_set_roles(struct job *job, const char *email,
			       unsigned roles, struct err *e)
{
	struct person p;

	if (check_roles(roles, e) || db_begin(job->db, e))
		return e->kind;
	if (!find_person(job, email, &p, e) &&
	    (person_store_set_roles(job->db, p.id, roles, e) ||
	     session_store_end_all(job->db, p.id, e)))
		(void)err_wrap(e, "%s", email);
	return finish(job, e);
}

enum err_kind people_set_password(struct job *job, const char *email,
				  const char *password, struct err *e)
{
	char hash[PASSWORD_HASH];
	struct person p;

	if (find_person(job, email, &p, e) ||
	    password_check(password, p.name, p.email, e) ||
	    password_hash(password, hash, e) || db_begin(job->db, e))
		return e->kind;
	if (person_store_set_password(job->db, p.id, hash, e) ||
	    session_store_end_all(job->db, p.id, e))
		(void)err_wrap(e, "%s", email);
	return finish(job, e);
}

enum err_kind people_set_disabled(struct job *job, const char *email,
				  bool disabled, struct err *e)
{
	struct person p;

	if (db_begin(job->db, e))
		return e->kind;
	if (!find_person(job, email, &p, e) &&
	    (person_store_set_disabled(
		     job->db, p.id, disabled ? job->by.now : INSTANT_NONE, e) ||
	     session_store_end_all(job->db, p.id, e)))
		(void)err_wrap(e, "%s", email);
	return finish(job, e);
}

enum err_kind people_add_department(struct job *job, const char *name,
				    bool open_to_all, const char **oid,
				    struct err *e)
{
	struct department d = { .name = name, .open_to_all = open_to_all };

	if (check_name(name, e) || db_begin(job->db, e))
		return e->kind;
	if (department_store_add(job->db, job->arena, &d, job->by.now, e) ==
	    ERR_CONFLICT)
		(void)err_set(e, ERR_CONFLICT,
			      "there is a department \"%s\" already", name);
	*oid = d.oid;
	return finish(job, e);
}

enum err_kind people_set_member(struct job *job, const char *department,
				const char *email, bool member, struct err *e)
{
	struct department d;
	struct person p;

	if (db_begin(job->db, e))
		return e->kind;
	if (!find_department(job, department, &d, e) &&
	    !find_person(job, email, &p, e)) {
		if (member ? department_store_add_member(job->db, d.id, p.id, e)
			   : department_store_remove_member(job->db, d.id, p.id,
							    e))
			(void)err_wrap(e, "%s", department);
	}
	return finish(job, e);
}
