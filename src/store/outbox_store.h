#ifndef STORE_OUTBOX_STORE_H
#define STORE_OUTBOX_STORE_H
/*
 * outbox_store: what is to go out, letters and calls of URLs, written in the
 * transaction of what they tell; and who is told of a step or by a rule by
 * which of them.
 *
 * A row's ukey says what it is about, and makes it go out once:
 *
 *	step:CLOCK:STEP:ACTION:RECIPIENT    one step, to one person
 *	step:CLOCK:STEP:ACTION:call         a URL
 *	rule:TICKET:EVENT:ACTION:RECIPIENT  one rule, to one person
 *	rule:TICKET:EVENT:ACTION:call       a URL
 *	late:AT:PASS:RECIPIENT              all that a pass found late
 *	hour:HOUR:RECIPIENT                 all beyond LIMIT_NOTICES_PER_HOUR
 *	forward:TICKET:SEQ                  words to somebody outside
 *	test:TOKEN                          a URL, to see whether it answers
 *
 * Late and hour name no step: each of theirs is a row of notice with that ukey.
 *
 * Whoever sends a row asks again whether it still holds: by then its ticket may
 * be hidden, resolved or not theirs to see any more, or the person disabled;
 * rows are not taken back for that. The payload is JSON: what happened, and the
 * name and address as they were when it did; the words are the sender's.
 */
#include "core/clock.h"
#include "store/db.h"

/* The numbers are stored. */
enum outbox_kind {
	OUTBOX_MAIL,
	OUTBOX_CALL
};

/* What became of it. The numbers are stored. */
enum outbox_state {
	OUTBOX_NEW,
	OUTBOX_WAITS, /* a call: where it goes to is known */
	OUTBOX_SENT,
	OUTBOX_GIVEN_UP, /* tried often enough, or too old */
	OUTBOX_REFUSED,  /* it may not go there */
	OUTBOX_POINTLESS /* it does not hold any more */
};

struct outbox_row {
	const char *ukey;
	enum outbox_kind kind;
	ticket_id ticket;    /* 0: of several */
	person_id person;    /* 0: an address, or a URL */
	const char *payload; /* JSON */
	instant created;
};

/* Append them all in one statement. ERR_CONFLICT: one had been written. */
enum err_kind outbox_store_add(struct db *db, struct arena *a,
			       const struct outbox_row *rows, size_t n,
			       struct err *e) MUST_CHECK;

/*
 * The same for letters that tell of many things, each once however often it is
 * needed and whoever writes it.
 */
enum err_kind outbox_store_need(struct db *db, struct arena *a,
				const struct outbox_row *rows, size_t n,
				struct err *e) MUST_CHECK;

/* Somebody is told of a step, or by a rule (clock 0). */
struct notice {
	clock_id clock;
	int step;
	ticket_id ticket; /* of a rule */
	int64_t seq;      /* ... its event */
	int position;
	const char *recipient;
	const char *ukey; /* of the row that tells it */
	int64_t slot;     /* of that hour; 0: it tells of many */
};
#define NOTICE_SLOTS 1000 /* the k-th letter of an hour: hour * that + k */

/*
 * Append them all in one statement. ERR_BUSY: somebody else took one of the
 * hour's slots at this moment; run again.
 */
enum err_kind outbox_store_notice(struct db *db, struct arena *a,
				  const struct notice *v, size_t n,
				  struct err *e) MUST_CHECK;

/* used[i]: how many letters recipients[i] gets in that hour already. */
enum err_kind outbox_store_used(struct db *db, struct arena *a,
				const char *const *recipients, size_t n,
				int64_t hour, int *used,
				struct err *e) MUST_CHECK;

#endif
