#ifndef DESK_HISTORY_H
#define DESK_HISTORY_H
/*
 * history: many made-up tickets at once, for samples: what import.h does for
 * tickets that lived elsewhere, for tickets whose ids, codes and companies the
 * caller chose, so that the same story is stored as the same rows. Every event
 * goes through the same fold; only the writing is done in fewer statements.
 */
#include "base/rng.h"
#include "core/file_type.h"
#include "desk/import.h"

/* A tag that an event of a ticket puts on or takes off. */
struct history_tag {
	size_t event; /* its place among the ticket's events */
	tag_id tag;
	bool added;
};

/* What a file holds: noted, and on disk. */
struct history_content {
	const char *name;
	enum file_type type;
	int64_t size;
	unsigned char hash[RNG_HASH_LEN];
};

/* A file that comes with the words of an event. */
struct history_file {
	size_t event; /* its place among the ticket's events */
	const struct history_content *content;
};

struct history_ticket {
	/* As for desk_import(); outcome and reason are not looked at. */
	struct import_ticket past;
	ticket_id id;
	const char *oid, *code;
	const char *requester_name;
	/* In the order of their events, whose did has DID_TAGS. */
	const struct history_tag *tags;
	size_t ntags;
	const struct history_file *files; /* one for an event at most */
	size_t nfiles;
	uint64_t seed; /* what its messages are called is thrown from it */
};

/* Ids set aside for a batch: from, and how many there are of each. */
struct history_ids {
	int64_t clock, verdict, message, attachment;
	int64_t n;
};

/* What a batch left behind. */
struct history_count {
	int64_t tickets, events, messages, clocks;
};

/*
 * desk_history(im, job, t, n, ids, out, e):
 * Store the ${n} tickets in order of id, in one transaction. ERR_CONFLICT: an
 * id, oid, code or key of theirs is taken; ERR_BROKEN: a story is none.
 */
enum err_kind desk_history(struct import *im, struct job *job,
			   const struct history_ticket *t, size_t n,
			   const struct history_ids *ids,
			   struct history_count *out, struct err *e) MUST_CHECK;

#endif
