#ifndef DESK_PEOPLE_H
#define DESK_PEOPLE_H
/*
 * people: who there is, what they may do, and the links by which they come in.
 *
 * A person is named by their opaque id or their e-mail address. Who may change
 * whom is core/access.h's access_manage() and access_grant(); the command line
 * may everything but leave the desk without an owner.
 *
 * ERR_INVALID names the field and its limit; ERR_CONFLICT says what is taken
 * already or in the way; ERR_NOT_FOUND whom or what there is none of;
 * ERR_DENIED: not theirs to do.
 */
#include "desk/desk.h"

struct person;

struct people_draft {
	const char *name;               /* 1..LIMIT_NAME characters */
	const char *email;              /* any case; what they sign in with */
	const char *zone;               /* IANA name, NULL: UTC */
	const char *password;           /* NULL: they cannot sign in yet */
	unsigned roles;                 /* bits of enum role, at least one */
	const char *const *departments; /* names or opaque ids, to be in */
	size_t ndepartments;
	const char *company; /* opaque id; NULL or "": none */
	bool sees_company;   /* all its tickets are theirs to see */
	const char *note;    /* up to LIMIT_NOTE, for staff; or NULL */
};

/* May an address be stored? One @ with something on both sides; no blanks,
 * controls or brackets. */
enum err_kind people_check_email(const char *email, struct err *e) MUST_CHECK;

/*
 * Add a person; *oid (in the job's arena) is theirs from now on. Who may look
 * customers up may add one.
 */
enum err_kind people_add(struct job *job, const struct people_draft *d,
			 const char **oid, struct err *e) MUST_CHECK;

/* What becomes of them; a field that is not given stays as it is. */
struct people_change {
	int64_t seen;      /* their version, 0: any; else ERR_CONFLICT */
	const char *name;  /* NULL: as it is, here and below */
	const char *email; /* links they had before are void */
	const char *zone;
	unsigned roles; /* 0: as they are; else their sessions end */
	bool set_departments;
	const char *const *departments; /* opaque ids: these and no others */
	size_t ndepartments;
	const char *company; /* opaque id; "": none */
	bool set_sees_company, sees_company;
	const char *note;
};
enum err_kind people_change(struct job *job, const char *who,
			    const struct people_change *c,
			    struct err *e) MUST_CHECK;

/* Their sessions end: other rights need another token. */
enum err_kind people_set_roles(struct job *job, const char *who, unsigned roles,
			       struct err *e) MUST_CHECK;
/* Their sessions end, their links are void. */
enum err_kind people_set_password(struct job *job, const char *who,
				  const char *password,
				  struct err *e) MUST_CHECK;
/*
 * Their sessions end, their links are void; false lets them in again. Nobody
 * disables themself, and nobody the only owner: ERR_INVALID.
 */
enum err_kind people_set_disabled(struct job *job, const char *who,
				  bool disabled, struct err *e) MUST_CHECK;

/*
 * Disable them, when ${by} (an opaque id; NULL or "": nobody) is to have their
 * open tickets: people_hand_over() is to follow. ERR_INVALID ("to: ..."), and
 * nothing has changed: who gets them is not there, cannot sign in, or works on
 * none of these tickets.
 */
enum err_kind people_replace(struct job *job, const char *who, const char *by,
			     struct err *e) MUST_CHECK;

/*
 * ERR_INVALID, in words for staff alone: nobody opens a ticket for them, since
 * they are disabled.
 */
enum err_kind people_may_ask(const struct person *p, struct err *e) MUST_CHECK;

/* End one session of theirs, or all (NULL). ERR_NOT_FOUND: not theirs. */
enum err_kind people_end_session(struct job *job, const char *who,
				 const char *session, struct err *e) MUST_CHECK;

/*
 * One batch of handing their open tickets over: up to ${limit} get ${to} as
 * their agent (an opaque id; NULL or "": nobody). Each is a ticket's own event
 * and transaction; those that ${to} may not work on go to nobody. *left is how
 * many they have still, exact up to LIMIT_COUNT. ERR_INVALID as above; when it
 * goes on (a batch before went to ${to}, or people_replace() has asked), ${to}
 * need not work on any of what is left.
 */
enum err_kind people_hand_over(struct job *job, const char *who, const char *to,
			       bool goes_on, int limit, int64_t *left,
			       struct err *e) MUST_CHECK;

/*
 * One batch: up to ${limit} tickets they opened before get the company they
 * have now, so that its people see them. *left as above. ERR_INVALID: they
 * have none; what another company has stays there.
 */
enum err_kind people_take_tickets_along(struct job *job, const char *who,
					int limit, int64_t *left,
					struct err *e) MUST_CHECK;

/*
 * A one-time link: *token (in the job's arena, 256 bits, shown once) lets that
 * person set their password at /welcome?token=..., within LIMIT_INVITE_SECONDS.
 * Links they had before are void. For who is new, and who forgot.
 */
enum err_kind people_invite(struct job *job, const char *who,
			    const char **token, struct err *e) MUST_CHECK;

/* Whose link that is; ERR_NOT_FOUND as below. */
enum err_kind people_invited(struct job *job, const char *token,
			     struct person *out, struct err *e) MUST_CHECK;

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

/*
 * Make them a member of it (a name or an opaque id), or no longer. ERR_INVALID:
 * it is archived, or they do not work here.
 */
enum err_kind people_set_member(struct job *job, const char *department,
				const char *who, bool member,
				struct err *e) MUST_CHECK;

#endif
