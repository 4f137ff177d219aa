/* What was said on a ticket, its tags, and the files that came with it. */
#include "desk/check_part.h"

#include <inttypes.h>

#include "base/rng.h"
#include "store/message_store.h"

#define SPOKEN                                                                 \
	(DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE | DID_NOTE | DID_DESK_SPOKE)

static const char *name_of(struct check_part *p, const char *what, int64_t n)
{
	return arena_printf(p->check->arena, "%s %" PRId64, what, n);
}

/* The event of that number, or NULL. */
static const struct check_event *find_event(const struct check_part *p,
					    int64_t seq)
{
	for (size_t i = 0; i < p->stored.nevents; i++)
		if (p->stored.events[i].seq == seq)
			return &p->stored.events[i];
	return NULL;
}

/* ---- Messages --------------------------------------------------------------
 */

static void check_message(struct check_part *p, const struct check_message *m)
{
	const struct check_event *ev = find_event(p, m->seq);
	const char *what = name_of(p, "message of event", m->seq);
	bool customer, note;

	check_is_person(p, "message.author_id", what, m->author);
	if (m->bytes == 0)
		check_found(p, "message.body", what, "nothing", "words");
	if (!rng_oid_valid(m->oid))
		check_found(p, "message.oid", what, m->oid, "an opaque id");
	if (m->trust < 0 || m->trust > TRUST_UNVERIFIED)
		check_number(p, "message.trust", what, m->trust, 0);
	if (!ev || !(ev->did & SPOKEN)) {
		check_found(p, "message.seq", what,
			    ev ? "an event in which nobody spoke" : "no event",
			    "the event that brought it");
		return;
	}
	customer = ev->did & DID_CUSTOMER_SPOKE;
	note = !(ev->did &
		 (DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE | DID_DESK_SPOKE));
	check_number(p, "message.visibility", what, m->visibility,
		     note ? VISIBLE_STAFF : VISIBLE_PUBLIC);
	/* A copy says by whom and when it was said there (check_loose.c). */
	if (m->copy_of != INSTANT_NONE)
		return;
	check_instant(p, "message.at", what, m->at, ev->at);
	check_number(p, "message.author_id", what, m->author, ev->actor);
	check_number(p, "message.author_kind", what, m->author_kind,
		     customer ? AUTHOR_CUSTOMER
		     : ev->actor_kind == ACTOR_SWEEPER ||
				     ev->actor_kind == ACTOR_RULE
			     ? AUTHOR_AUTOMATIC
			     : AUTHOR_STAFF);
}

/* Of what lies in the past the words may not be known. */
static bool needs_words(const struct check_event *ev)
{
	return ev->did & SPOKEN && ev->via != VIA_IMPORT;
}

void check_messages(struct check_part *p)
{
	size_t at = 0;

	for (size_t i = 0; i < p->nmessages; i++) {
		if (i > 0 && p->messages[i].seq == p->messages[i - 1].seq)
			check_found(p, "message.extra",
				    name_of(p, "message of event",
					    p->messages[i].seq),
				    "two", "one");
		check_message(p, &p->messages[i]);
	}
	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];

		while (at < p->nmessages && p->messages[at].seq < ev->seq)
			at++;
		if (needs_words(ev) &&
		    (at == p->nmessages || p->messages[at].seq != ev->seq))
			check_found(p, "message.missing",
				    name_of(p, "message of event", ev->seq),
				    "none", "one");
	}
}

/* ---- Tags ------------------------------------------------------------------
 */

/* Does it stand for another, or another for it? */
static bool is_merged(const struct check_part *p, int64_t tag)
{
	const struct check_batch *b = p->batch;

	for (size_t i = 0; i < b->nmerges; i++)
		if (b->merges[i].from == tag || b->merges[i].to == tag)
			return true;
	return false;
}

/* Was it, or one that became it, ever put on this ticket? */
static bool was_on(const struct check_part *p, int64_t tag)
{
	for (size_t i = 0; i < p->nevent_tags; i++)
		if (p->event_tags[i].added &&
		    (p->event_tags[i].tag == tag ||
		     is_merged(p, p->event_tags[i].tag)))
			return true;
	return false;
}

/* Has it that tag after the first ${n} of what was done to them? */
static bool has(const struct check_part *p, size_t n, int64_t tag)
{
	bool is = false;

	for (size_t i = 0; i < n; i++)
		if (p->event_tags[i].tag == tag)
			is = p->event_tags[i].added != 0;
	return is;
}

static bool stands(const struct check_part *p, int64_t tag)
{
	for (size_t i = 0; i < p->nticket_tags; i++)
		if (p->ticket_tags[i].tag == tag)
			return true;
	return false;
}

static void check_event_tag(struct check_part *p, size_t i)
{
	const struct check_tag *t = &p->event_tags[i];
	const struct check_event *ev = find_event(p, t->seq);
	const char *what = name_of(p, "tag", t->tag);

	if (!ev || !(ev->did & DID_TAGS))
		check_found(p, "event_tag.seq", what,
			    "an event that changed no tags",
			    "the event that did");
	if (has(p, i, t->tag) == (t->added != 0) && !is_merged(p, t->tag))
		check_number(p, "event_tag.added", what, t->added, !t->added);
}

void check_tags(struct check_part *p)
{
	for (size_t i = 0; i < p->nevent_tags; i++) {
		int64_t tag = p->event_tags[i].tag;

		check_event_tag(p, i);
		if (has(p, p->nevent_tags, tag) && !stands(p, tag) &&
		    !is_merged(p, tag))
			check_found(p, "ticket_tag.missing",
				    name_of(p, "tag", tag), "none",
				    "put on by an event");
	}
	for (size_t i = 0; i < p->nticket_tags; i++) {
		int64_t tag = p->ticket_tags[i].tag;

		if (is_merged(p, tag) ? !was_on(p, tag)
				      : !has(p, p->nevent_tags, tag))
			check_found(p, "ticket_tag.extra",
				    name_of(p, "tag", tag), "there",
				    "put on by no event");
	}
	for (size_t i = 0; i < p->stored.nevents; i++) {
		const struct check_event *ev = &p->stored.events[i];
		bool told = false;

		for (size_t k = 0; k < p->nevent_tags; k++)
			told = told || p->event_tags[k].seq == ev->seq;
		if (ev->did & DID_TAGS && !told)
			check_found(p, "event_tag.missing",
				    name_of(p, "event", ev->seq), "no tag",
				    "those it changed");
	}
}

/* ---- Files -----------------------------------------------------------------
 */

void check_files(struct check_part *p)
{
	for (size_t i = 0; i < p->nfiles; i++) {
		const struct check_attachment *f = &p->files[i];
		const char *what = name_of(p, "file", f->id);

		if (f->message_ticket != f->ticket)
			check_found(p, "attachment.message_id", what,
				    f->message_ticket == INSTANT_NONE
					    ? "no message"
					    : "another ticket's",
				    "a message of this ticket");
		if (f->blob_size == INSTANT_NONE)
			check_found(p, "attachment.hash", what, "no content",
				    "a row of blob_file");
		else
			check_number(p, "attachment.size", what, f->size,
				     f->blob_size);
		check_is_person(p, "attachment.person_id", what, f->person);
	}
}
