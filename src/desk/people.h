#ifndef DESK_PEOPLE_H
#define DESK_PEOPLE_H
/*
 * people: who there is, and the departments they work in.
 *
 * ERR_INVALID names the field and its limit; ERR_CONFLICT says what is taken
 * already; ERR_NOT_FOUND whom or what there is none of.
 */
#include "desk/desk.h"

struct people_draft {
	const char *name;               /* 1..LIMIT_NAME characters */
	const char *email;              /* any case; what they sign in with */
	const char *zone;               /* IANA name, NULL: UTC */
	const char *password;           /* NULL: they cannot sign in yet */
	unsigned roles;                 /* bits of enum role, at least one */
	const char *const *departments; /* names, to be a member of */
	size_t ndepartments;
};

/* Add a person; *oid (in the job's arena) is theirs from now on. */
enum err_kind people_add(struct job *job, const struct people_draft *d,
			 const char **oid, struct err *e) MUST_CHECK;

/* One change each, of the person with that e-mail address. */

/* Their sessions end: other rights need another token. */
enum err_kind people_set_roles(struct job *job, const char *email,
			       unsigned roles, struct err *e) MUST_CHECK;
/* Their sessions end. */
enum err_kind people_set_password(struct job *job, const char *email,
				  const char *password,
				  struct err *e) MUST_CHECK;
/* Their sessions end; false lets them in again. */
enum err_kind people_set_disabled(struct job *job, const char *email,
				  bool disabled, struct err *e) MUST_CHECK;

/*
 * A one-time link: *token (in the job's arena, 256 bits, shown once) lets that
 * person set their password at /welcome?token=..., within LIMIT_INVITE_SECONDS.
 * Links they had before are void. For who is new, and who forgot.
 */
enum err_kind people_invite(struct job *job, const char *email,
			    const char **token, struct err *e) MUST_CHECK;

/*
 * The person sets their password by that link: it is used up, their sessions
 * end. ERR_NOT_FOUND: no such link, used, void, too old, or they are disabled.
 */
enum err_kind people_accept(struct job *job, const char *token,
			    const char *password, const char **email,
			    struct err *e) MUST_CHECK;

/* Add a department; customers may choose it when ${open_to_all}. */
enum err_kind people_add_department(struct job *job, const char *name,
				    bool open_to_all, const char **oid,
				    struct err *e) MUST_CHECK;

/* Make them a member of it, or no longer. */
enum err_kind people_set_member(struct job *job, const char *department,
				const char *email, bool member,
				struct err *e) MUST_CHECK;

#endif
