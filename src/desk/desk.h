#ifndef DESK_DESK_H
#define DESK_DESK_H
/*
 * desk: everything the product does, each verb with its contract. Web pages,
 * letters, the sweeper and the command line all come through here, so a rule
 * exists once.
 *
 * One verb is one transaction: the change, its event, its clocks and verdicts,
 * its outbox rows, and the note that its form was carried out, together or not
 * at all. A verb locks the ticket first, lets happen what fell due before now
 * (sla.md R29), then checks access, then what the person was looking at
 * (`seen`, 0: any): for staff the ticket's version, for its requester how much
 * they have been told (event_store_told). It does not retry: the caller does,
 * on ERR_BUSY and ERR_UNSURE, with the same `once`.
 *
 * Errors every verb may give: ERR_NOT_FOUND (no such ticket, or not theirs to
 * see), ERR_DENIED (seen, but not theirs to change), ERR_CONFLICT (changed
 * since seen), ERR_INVALID (msg says which field and limit), ERR_BUSY,
 * ERR_UNSURE, ERR_BROKEN.
 */
#include "base/arena.h"
#include "base/err.h"
#include "core/access.h"
#include "core/clock.h"
#include "store/db.h"

/*
 * The form's idempotency token: with the same key and the same request the
 * verb has one effect, and says again what it said. The same key with another
 * request is ERR_CONFLICT, and job->told what the first one was told.
 */
struct once {
	unsigned char key_hash[32];
	unsigned char request_hash[32];
};

/*
 * Files sent ahead of their message (attachments), by the tokens their uploads
 * gave: those of this session, for this form. None: NULL, 0.
 */
struct desk_files {
	const char *const *tokens; /* up to LIMIT_FILES */
	size_t n;
	unsigned char session_hash[32], draft_hash[32];
};

struct lateness;
struct apply_queue;

/* What every verb needs. */
struct job {
	struct db *db;
	struct arena *arena;
	const struct viewer *viewer;
	struct actor by;                /* by.now: the instant of the deed */
	const struct once *once;        /* or NULL */
	const struct desk_files *files; /* that come with its words, or NULL */
	bool part; /* of a transaction that a greater verb of desk/ began */
	const char *told;          /* see struct once; NULL at first */
	struct lateness *lateness; /* of the steps it fires; or NULL */
	struct apply_queue *queue; /* of desk_apply_step(); or NULL */
};

/* What a verb leaves behind. */
struct deed {
	const char *code; /* the ticket's */
	bool again;       /* it had been done before, by the same form */
	int64_t version;  /* the ticket's, now */
};

/* What was typed into custom fields: of one, its choices by their opaque ids, a
 * flag as "1"; nothing, or blanks, empties it. */
struct desk_field {
	const char *oid; /* the field's */
	const char *const *v;
	size_t n;
};
struct desk_fields {
	const struct desk_field *v; /* each field once; others stay */
	size_t n;
};

struct desk_ticket {
	const char *subject;    /* 1..LIMIT_SUBJECT characters */
	const char *body;       /* 1..LIMIT_MESSAGE characters, Markdown */
	const char *department; /* opaque id */
	const char *requester;  /* opaque id, by staff; NULL: the viewer */
	enum priority priority; /* staff only, else PRIORITY_NORMAL */
	enum source source;
	const char *tags; /* by staff: as typed, parted by commas; or NULL */
	/* From where who opens it for themself came to the form (referrer.h),
	 * or NULL; what is no line of text is dropped. */
	const char *referrer;
	bool invited; /* an invitation led to it; never said by a form */
	/* Of customers those shown to them, and all that they must fill in. */
	const struct desk_fields *fields; /* or NULL */
};

/*
 * Open a ticket; SLA rules choose its level, its clocks start. Customers open
 * for themselves, in departments open to all; staff also on behalf of somebody
 * (then no first answer is promised), and in departments they see.
 */
enum err_kind desk_open(struct job *job, const struct desk_ticket *t,
			struct deed *out, struct err *e) MUST_CHECK;

/* What is done right after a reply, in the same save. */
enum desk_then {
	THEN_NOTHING,
	THEN_RESOLVE
};

/*
 * A public message: the requester's word (Answered, Postponed and Resolved
 * become Open) or staff's answer (New, Open and Postponed become Answered).
 * What staff say on Closed is ERR_CONFLICT; what a customer says there is a new
 * ticket that follows it (desk_follow_up), and on Merged a word on the ticket
 * that has it now, if that is theirs, too, else a new one. out->code says which
 * ticket it went to.
 */
enum err_kind desk_reply(struct job *job, const char *code, int64_t seen,
			 const char *body, enum desk_then then,
			 struct deed *out, struct err *e) MUST_CHECK;

/*
 * A customer's word on what is closed or merged: a new ticket of the same
 * requester, in the same department if customers may still choose it, linked to
 * the old one. out->code is the new one's.
 */
enum err_kind desk_follow_up(struct job *job, const char *code, int64_t seen,
			     const char *body, struct deed *out,
			     struct err *e) MUST_CHECK;

/* A private note: staff only, stops nothing. */
enum err_kind desk_note(struct job *job, const char *code, int64_t seen,
			const char *body, struct deed *out,
			struct err *e) MUST_CHECK;

/* Assign to a person (opaque id) who may work on it; NULL or "": nobody. */
enum err_kind desk_assign(struct job *job, const char *code, int64_t seen,
			  const char *person, struct deed *out,
			  struct err *e) MUST_CHECK;

struct desk_postponement {
	instant until; /* after now, within a year; INSTANT_NONE: open end */
	enum pause_code code;
	enum party party;   /* whom we wait for; NONE: as ${code} says */
	const char *reason; /* up to LIMIT_REASON, or NULL */
};

enum err_kind desk_postpone(struct job *job, const char *code, int64_t seen,
			    const struct desk_postponement *p, struct deed *out,
			    struct err *e) MUST_CHECK;

/* Resolve: staff, or the requester ("solved"). */
enum err_kind desk_resolve(struct job *job, const char *code, int64_t seen,
			   struct deed *out, struct err *e) MUST_CHECK;

/*
 * Reopen what is resolved or postponed; a closed ticket stays closed. The
 * requester may too ("still need help").
 */
enum err_kind desk_reopen(struct job *job, const char *code, int64_t seen,
			  struct deed *out, struct err *e) MUST_CHECK;

/*
 * Move to a department (opaque id). Whoever has it and does not work there has
 * it no more.
 */
enum err_kind desk_transfer(struct job *job, const char *code, int64_t seen,
			    const char *department, struct deed *out,
			    struct err *e) MUST_CHECK;

/*
 * The same, and from then on a person (opaque id) has it who works there; "":
 * nobody.
 */
enum err_kind desk_hand_over(struct job *job, const char *code, int64_t seen,
			     const char *department, const char *person,
			     struct deed *out, struct err *e) MUST_CHECK;

enum err_kind desk_set_priority(struct job *job, const char *code, int64_t seen,
				enum priority priority, struct deed *out,
				struct err *e) MUST_CHECK;

/*
 * The tags it has from now on, as typed: names parted by commas, in any case of
 * their letters; "" is none. At most LIMIT_TAGS. Names that nobody used yet are
 * made; archived ones stay where they are and cannot be put on anew.
 */
enum err_kind desk_set_tags(struct job *job, const char *code, int64_t seen,
			    const char *tags, struct deed *out,
			    struct err *e) MUST_CHECK;

/*
 * What stands in its custom fields from now on. What is typed as it stands is
 * no change, and makes no event. ERR_INVALID, about "field-" and the opaque id
 * of the field, which lives in the job's arena.
 */
enum err_kind desk_set_fields(struct job *job, const char *code, int64_t seen,
			      const struct desk_fields *fields,
			      struct deed *out, struct err *e) MUST_CHECK;

/*
 * Staff answered by other ways, on the phone for instance: New, Open and
 * Postponed become Answered, the answer clocks end as by a reply, and the
 * timeline says so.
 */
enum err_kind desk_mark_answered(struct job *job, const char *code,
				 int64_t seen, struct deed *out,
				 struct err *e) MUST_CHECK;

/*
 * The customer's last word needs no answer, says staff, and why (1 to
 * LIMIT_REASON): nobody waits any more, next answer ends as cancelled, New and
 * Open become Answered. ERR_CONFLICT before the first public word of staff.
 */
enum err_kind desk_no_reply(struct job *job, const char *code, int64_t seen,
			    const char *reason, struct deed *out,
			    struct err *e) MUST_CHECK;

struct desk_deadline {
	enum metric metric; /* one that runs or is paused, else ERR_CONFLICT */
	instant due;        /* after now, within ten years; INSTANT_NONE: what
			     * was set by hand is taken back; ERR_INVALID if
			     * nothing was */
	const char *reason; /* 1 to LIMIT_REASON */
};

/*
 * Set a promise's deadline by hand (sla.md R16): by admins, owners, and
 * managers, who need not work there. The event says who, when and why.
 */
enum err_kind desk_set_deadline(struct job *job, const char *code, int64_t seen,
				const struct desk_deadline *d, struct deed *out,
				struct err *e) MUST_CHECK;

struct desk_forward {
	const char *to;   /* an e-mail address */
	const char *body; /* 1..LIMIT_MESSAGE characters, Markdown */
};

/*
 * Write to somebody outside about it: a letter that goes out with the outbox,
 * and a note that staff alone read. It answers nobody and stops no promise. SLA
 * rules are asked anew.
 * ERR_INVALID about "to" or "body".
 */
enum err_kind desk_forward(struct job *job, const char *code, int64_t seen,
			   const struct desk_forward *f, struct deed *out,
			   struct err *e) MUST_CHECK;

/*
 * Merge it into another ticket (by code) that they may work on, too: its
 * promises end as cancelled, what its customer waits for is waited for there,
 * and what was said stays where it is. Nobody sees more of either than before,
 * whoever asked for them. ERR_INVALID about "into": that one is not there,
 * closed, hidden, merged itself, or the same. out->code is the other's.
 * desk_restore() takes it out again; what the other took over stays there.
 */
enum err_kind desk_merge(struct job *job, const char *code, int64_t seen,
			 const char *into, struct deed *out,
			 struct err *e) MUST_CHECK;

struct desk_split {
	const char *const *messages; /* opaque ids, 1..LIMIT_SPLIT */
	size_t n;
	const char *subject; /* of the new one; NULL or "": the same */
};

/*
 * A part of it becomes a ticket of its own: messages of customers, and notes,
 * are said again there, with their files; here everything stays as it is. The
 * new one has the same requester, department, priority, tags and assignee (who
 * must still work there), the level that SLA rules choose; its clocks start
 * when the oldest of these words of a customer was said. ERR_INVALID about
 * "messages" (one is not there, none is a customer's, one is a public answer)
 * or "subject"; ERR_CONFLICT: closed, hidden or merged. out->code is the new
 * one's. desk_merge() puts it back.
 */
enum err_kind desk_split(struct job *job, const char *code, int64_t seen,
			 const struct desk_split *s, struct deed *out,
			 struct err *e) MUST_CHECK;

/*
 * Hide it: its promises are cancelled, its requester sees it no more. Restored,
 * it is what it was before, and its promises count on from where they began:
 * the customer waited all the time. Deleted spam is spam again first. So is
 * what was merged.
 */
enum err_kind desk_mark_spam(struct job *job, const char *code, int64_t seen,
			     struct deed *out, struct err *e) MUST_CHECK;
enum err_kind desk_delete(struct job *job, const char *code, int64_t seen,
			  struct deed *out, struct err *e) MUST_CHECK;
enum err_kind desk_restore(struct job *job, const char *code, int64_t seen,
			   struct deed *out, struct err *e) MUST_CHECK;

/*
 * What the form may promise before it is sent: when a ticket opened now in
 * that department would be answered at the latest; INSTANT_NONE when no
 * promise covers it. *level is the level it would get, or NULL.
 */
enum err_kind desk_answer_by(struct job *job, const char *department,
			     instant *due, const struct level **level,
			     struct err *e) MUST_CHECK;

/*
 * One batch of the sweeper: up to ${limit} tickets with something due at or
 * before by.now. Marks what is overdue, fires steps, ends postponements; a
 * ticket that fails is tried alone. *did is how many tickets it went through;
 * 0: nothing is left.
 */
enum err_kind desk_sweep(struct job *job, int limit, int *did,
			 struct err *e) MUST_CHECK;

/*
 * One batch of putting running promises under the time zones of this process:
 * those that somebody wrote by others, before the system's changed or with old
 * ones in memory. Their due instants are found again. Goes through tickets
 * above *after, which moves on: start with 0, and at 0 again none is left. *did
 * is how many were put right; what fails is tried again from the next 0 on.
 */
enum err_kind desk_rezone(struct job *job, ticket_id *after, int *did,
			  struct err *e) MUST_CHECK;

#endif
