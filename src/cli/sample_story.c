#include "cli/sample_story.h"

#include "cli/sample_code.h"

enum {
	EVENTS_MAX = 64,
	TAGS_MAX = 6,
	FILES_MAX = 4,
	H = 3600,
	/* Where nothing is promised, people still have a notion. */
	NOTION_ANSWER = 6 * H,
	NOTION_RESOLVE = 30 * H,
};

/* A story being told. */
struct story {
	const struct cast *c;
	struct arena *a;
	struct dice d;
	instant until;
	const struct cast_department *department;
	const struct level *level; /* of its first department */
	const struct calendar *hours;
	struct cast_customer customer;
	const struct cast_agent *agent; /* who has it, or NULL */
	const struct words_topic *topic;
	size_t matter; /* subject, question and answer belong together */
	enum priority priority;
	instant created, at; /* the last event's */
	instant asked;       /* when the customer wrote last */
	struct import_event *ev;
	size_t n;
	struct history_tag *tags;
	size_t ntags;
	struct history_file *files;
	size_t nfiles;
	int64_t number;
	const char *product;
};

/* ---- Words ---------------------------------------------------------------
 */

static const char *fill(struct story *s, const char *line)
{
	struct words_names names = {
		.number = s->number,
		.product = s->product,
		.customer = s->customer.given,
		.agent = s->agent ? s->agent->name : "",
	};

	return sample_words_fill(s->a, line, &names);
}

static const char *common(struct story *s, enum words_common which)
{
	const struct words_list *l = &s->customer.language->common[which];

	return fill(s, sample_words_any(l, &s->d));
}

static const char *of_topic(struct story *s, enum words_of_topic which)
{
	const struct words_list *l = &s->topic->list[which];

	return fill(s, l->line[s->matter % l->n]);
}

static const char *question(struct story *s)
{
	const char *greeting = common(s, WORDS_GREETING);

	return arena_printf(s->a, "%s\n\n%s\n\n%s\n%s", greeting,
			    of_topic(s, WORDS_ASK), common(s, WORDS_CLOSING),
			    s->customer.name);
}

static const char *answer(struct story *s, enum words_common last)
{
	const char *reply = common(s, WORDS_REPLY);
	const char *body = of_topic(s, WORDS_ANSWER);
	const char *end = common(s, last);

	return arena_printf(s->a, "%s\n\n%s\n\n%s\n\n%s", reply, body, end,
			    common(s, WORDS_SIGN));
}

/* ---- Events --------------------------------------------------------------
 */

static struct event *add(struct story *s, enum event_kind kind, unsigned did,
			 instant at, person_id by, const char *body)
{
	struct import_event *ev = &s->ev[s->n];

	if (s->n + 1 < EVENTS_MAX)
		s->n++;
	if (at < s->at)
		at = s->at;
	*ev = desk_import_event(kind, at, by);
	ev->event.did = did;
	ev->event.by.kind = ACTOR_PERSON;
	ev->event.by.via = VIA_WEB;
	ev->body = body;
	s->at = at;
	return &ev->event;
}

/* After some part of what is promised, in open hours. */
static instant after(struct story *s, instant from, seconds target,
		     int64_t permille)
{
	instant t;

	if (calendar_add(s->hours, from, target * permille / 1000 + 1, &t))
		return from + target;
	return t;
}

static seconds promised(const struct story *s, enum metric m, seconds notion)
{
	struct target t = { 0, UNIT_WORKING };

	if (s->level)
		t = level_target(s->level, m, s->priority);
	return t.seconds ? t.seconds : notion;
}

/* Whoever of the department works at that time; somebody always does. */
static const struct cast_agent *on_shift(struct story *s, instant at)
{
	const struct cast_department *d = s->department;
	int32_t minute = (int32_t)(at % DAY_SECONDS / 60);
	int weekday = instant_weekday(at / DAY_SECONDS);
	size_t first = dice_below(&s->d, d->nagents);

	for (size_t i = 0; i < d->nagents; i++) {
		const struct cast_agent *a =
			&d->agents[(first + i) % d->nagents];

		if ((weekday < 5 || a->weekends) && minute >= a->from &&
		    minute < a->until)
			return a;
	}
	return &d->agents[first];
}

static person_id worker(struct story *s, instant at)
{
	if (!s->agent)
		s->agent = on_shift(s, at);
	return s->agent->id;
}

/* Sometimes a file comes with what was said last. */
static void attach(struct story *s, unsigned permille)
{
	const struct cast *c = s->c;
	uint64_t which = dice_below(&s->d, c->nfiles ? c->nfiles : 1);

	if (dice_chance(&s->d, permille) && c->nfiles > 0 && s->n > 0 &&
	    s->nfiles < FILES_MAX)
		s->files[s->nfiles++] = (struct history_file){
			s->n - 1, &c->files[which]
		};
}

/* ---- How it begins -------------------------------------------------------
 */

static void choose_department(struct story *s)
{
	uint64_t weight = dice_below(&s->d, s->c->weight);

	s->department = s->c->departments;
	while (s->department->weight_until <= weight)
		s->department++;
	s->level = s->department->level;
	s->hours = s->department->hours;
}

static enum priority choose_priority(struct story *s)
{
	uint64_t n = dice_below(&s->d, 100);

	return n < 4    ? PRIORITY_URGENT
	       : n < 17 ? PRIORITY_HIGH
	       : n < 88 ? PRIORITY_NORMAL
			: PRIORITY_LOW;
}

static enum source choose_source(struct story *s, bool by_agent)
{
	uint64_t n = dice_below(&s->d, 100);

	if (by_agent)
		return n < 70 ? SOURCE_PHONE : SOURCE_AGENT;
	return n < 46   ? SOURCE_FORM
	       : n < 90 ? SOURCE_MAIL
	       : n < 96 ? SOURCE_SELF_SERVICE
			: SOURCE_API;
}

static void add_tag(struct story *s, size_t event, tag_id tag, bool added)
{
	for (size_t i = 0; added && i < s->ntags; i++)
		if (s->tags[i].tag.n == tag.n)
			return;
	if (s->ntags < TAGS_MAX)
		s->tags[s->ntags++] = (struct history_tag){ event, tag, added };
}

/* One to three of them; the first of the list are the usual ones. */
static void put_tags(struct story *s)
{
	const struct cast *c = s->c;
	size_t event = s->n, n = 1 + dice_below(&s->d, 3);

	if (c->ntags == 0)
		return;
	add(s, EVENT_TAGS, DID_TAGS, s->at, worker(s, s->at), NULL);
	for (size_t i = 0; i < n; i++) {
		uint64_t one = dice_below(&s->d, c->ntags);
		uint64_t other = dice_below(&s->d, c->ntags);

		add_tag(s, event, c->tags[one < other ? one : other], true);
	}
}

static void open_ticket(struct story *s, struct history_ticket *t)
{
	bool by_agent = dice_chance(&s->d, 60);
	struct event *ev;

	t->past.source = choose_source(s, by_agent);
	if (by_agent) {
		person_id by = worker(s, s->created);

		ev = add(s, EVENT_CREATED,
			 DID_CREATE | DID_BY_AGENT | DID_STAFF_SPOKE |
				 DID_STATUS,
			 s->created, by, answer(s, WORDS_WAIT));
		ev->status = STATUS_OPEN;
	} else {
		ev = add(s, EVENT_CREATED, DID_CREATE | DID_CUSTOMER_SPOKE,
			 s->created, s->customer.id, question(s));
		ev->status = STATUS_NEW;
	}
	ev->priority = s->priority;
	ev->department = s->department->id;
	attach(s, 40);
}

/* ---- What happens on the way ----------------------------------------------
 */

static void assign(struct story *s)
{
	seconds target = promised(s, METRIC_FIRST_ASSIGN, H);
	instant at = after(s, s->at, target, dice_delay(&s->d));
	const struct cast_agent *to = on_shift(s, at);
	/* Mostly taken by themselves, else handed out. */
	person_id by = dice_chance(&s->d, 700) ? to->id : on_shift(s, at)->id;

	s->agent = to;
	add(s, EVENT_ASSIGNED, DID_ASSIGN, at, by, NULL)->assignee = to->id;
}

/* To another team, which has to look at it anew. */
static void transfer(struct story *s)
{
	const struct cast *c = s->c;
	instant at = after(s, s->at, NOTION_ANSWER, dice_delay(&s->d) / 4);
	person_id by = worker(s, at);
	struct event *ev;

	s->department = &c->departments[dice_below(&s->d, c->ndepartments)];
	s->agent = NULL;
	ev = add(s, EVENT_MOVED, DID_DEPARTMENT | DID_ASSIGN, at, by, NULL);
	ev->department = s->department->id;
	ev->assignee.n = 0;
	if (dice_chance(&s->d, 800))
		assign(s);
}

static void raise_priority(struct story *s)
{
	instant at = s->at + (instant)dice_below(&s->d, H);

	if (s->priority == PRIORITY_URGENT)
		return;
	s->priority--;
	add(s, EVENT_PRIORITY, DID_PRIORITY, at, worker(s, at), NULL)
		->priority = s->priority;
}

static void note(struct story *s)
{
	instant at = after(s, s->at, H, dice_delay(&s->d));
	person_id by = worker(s, at);

	add(s, EVENT_NOTE, DID_NOTE, at, by, of_topic(s, WORDS_NOTE));
}

/* The promise runs since they wrote, whatever was done in between. */
static void reply(struct story *s, enum metric m, enum words_common last)
{
	seconds target = promised(s, m, NOTION_ANSWER);
	instant from = m == METRIC_FIRST_ANSWER ? s->created : s->asked;
	instant at = after(s, from, target, dice_delay(&s->d));
	person_id by = worker(s, at);

	add(s, EVENT_REPLY, DID_STAFF_SPOKE, at, by, answer(s, last));
}

/* Customers write when they like, but rarely at night. */
static void write_back_at(struct story *s, instant at)
{
	s->asked = at;
	add(s, EVENT_CUSTOMER_MESSAGE, DID_CUSTOMER_SPOKE, at, s->customer.id,
	    common(s, WORDS_MORE));
	attach(s, 40);
}

static void write_back(struct story *s)
{
	instant at = s->at + dice_delay(&s->d) * 60;

	write_back_at(s, at % DAY_SECONDS < 5 * H ? at + 6 * H : at);
}

static void postpone(struct story *s, instant end)
{
	static const enum party parties[] = { PARTY_CUSTOMER, PARTY_CUSTOMER,
					      PARTY_VENDOR, PARTY_TEAM,
					      PARTY_PLANNED };
	instant at = s->at + dice_between(&s->d, 30, 900);
	person_id by = worker(s, at);
	struct event *ev = add(s, EVENT_POSTPONED, DID_STATUS, at, by, NULL);

	ev->status = STATUS_POSTPONED;
	ev->party = parties[dice_below(&s->d, COUNT_OF(parties))];
	ev->until = end;
	if (dice_chance(&s->d, 400))
		ev->reason = common(s, WORDS_WAIT);
}

/* Some days, in whole hours; or until somebody says something. */
static void postpone_for_a_while(struct story *s)
{
	instant end = s->at + dice_between(&s->d, 4, 120) * H;

	if (dice_chance(&s->d, 250)) {
		postpone(s, INSTANT_NONE);
		write_back(s);
		return;
	}
	postpone(s, end - end % H);
	/* It ends by itself, or the customer is faster. */
	if (dice_chance(&s->d, 400))
		write_back(s);
	else if (s->at < end)
		s->at = end;
}

static void begin(struct story *s)
{
	if (dice_chance(&s->d, 930))
		assign(s);
	if (dice_chance(&s->d, 420))
		put_tags(s);
	if (dice_chance(&s->d, 60))
		transfer(s);
	if (dice_chance(&s->d, 40))
		raise_priority(s);
	if (dice_chance(&s->d, 220))
		note(s);
}

static void rounds(struct story *s)
{
	reply(s, METRIC_FIRST_ANSWER, WORDS_WAIT);
	for (int i = 0; i < 4 && dice_chance(&s->d, 480); i++) {
		if (dice_chance(&s->d, 130))
			postpone_for_a_while(s);
		else
			write_back(s);
		if (dice_chance(&s->d, 100))
			note(s);
		reply(s, METRIC_NEXT_ANSWER, WORDS_WAIT);
	}
}

/* ---- How it ends ---------------------------------------------------------
 */

static void resolve(struct story *s)
{
	seconds target = promised(s, METRIC_FIRST_RESOLVE, NOTION_RESOLVE);
	instant at;
	person_id by;

	if (dice_chance(&s->d, 120)) {
		at = s->at + dice_delay(&s->d) * 60;
		add(s, EVENT_RESOLVED, DID_STATUS, at, s->customer.id, NULL)
			->status = STATUS_RESOLVED;
		return;
	}
	at = after(s, s->at, target, dice_delay(&s->d) / 2);
	by = worker(s, at);
	if (dice_chance(&s->d, 800))
		add(s, EVENT_RESOLVED, DID_STAFF_SPOKE | DID_STATUS, at, by,
		    answer(s, WORDS_DONE))
			->status = STATUS_RESOLVED;
	else
		add(s, EVENT_RESOLVED, DID_STATUS, at, by, NULL)->status =
			STATUS_RESOLVED;
}

/* It was not as solved as it seemed. */
static void come_back(struct story *s)
{
	if (dice_chance(&s->d, 200)) {
		instant at = s->at + dice_delay(&s->d) * 120;

		add(s, EVENT_REOPENED, DID_REOPEN, at, s->customer.id, NULL)
			->status = STATUS_OPEN;
		s->asked = at;
	} else {
		write_back(s);
	}
	reply(s, METRIC_NEXT_ANSWER, WORDS_WAIT);
	resolve(s);
}

static void hide(struct story *s, enum event_kind kind, enum status status)
{
	instant at = after(s, s->at, H, dice_delay(&s->d));

	add(s, kind, DID_STATUS, at, worker(s, at), NULL)->status = status;
}

/* Squeeze what would end after the history does into the time there is. */
static void squeeze(struct story *s)
{
	instant room = s->until - s->created, took = s->at - s->created;

	for (size_t i = 0; took > room && i < s->n; i++) {
		struct event *ev = &s->ev[i].event;

		ev->at = s->created + (ev->at - s->created) * room / took;
		if (ev->until != INSTANT_NONE)
			ev->until = s->created +
				    (ev->until - s->created) * room / took;
	}
	if (s->at > s->until)
		s->at = s->until;
}

/* A while after the last word it is put away. */
static void close_ticket(struct story *s)
{
	instant at = s->at + 5 * DAY_SECONDS +
		     dice_between(&s->d, 0, DAY_SECONDS);

	if (at <= s->until && dice_chance(&s->d, 850))
		add(s, EVENT_CLOSED, DID_STATUS, at, worker(s, at), NULL)
			->status = STATUS_CLOSED;
}

static void tell_ended(struct story *s)
{
	uint64_t fate = dice_below(&s->d, 1000);

	if (fate < 22) {
		hide(s, EVENT_SPAM, STATUS_SPAM);
		squeeze(s);
		return;
	}
	begin(s);
	if (fate < 28) {
		hide(s, EVENT_DELETED, STATUS_DELETED);
		squeeze(s);
		return;
	}
	rounds(s);
	resolve(s);
	if (dice_chance(&s->d, 200))
		add(s, EVENT_CUSTOMER_MESSAGE, DID_CUSTOMER_SPOKE,
		    s->at + dice_delay(&s->d) * 30, s->customer.id,
		    common(s, WORDS_THANKS)),
			resolve(s);
	else if (dice_chance(&s->d, 60))
		come_back(s);
	squeeze(s);
	close_ticket(s);
}

/* ---- Those that are still open -------------------------------------------
 */

static void tell_waiting(struct story *s, uint64_t fate)
{
	seconds target = promised(s, METRIC_NEXT_ANSWER, NOTION_ANSWER);
	instant late = s->until - dice_between(&s->d, 60, target);

	if (fate < 620)
		return; /* answered: it is the customer's turn */
	if (fate < 850)
		postpone(s,
			 dice_chance(&s->d, 250)
				 ? INSTANT_NONE
				 : s->until + dice_between(&s->d, 1, 480) * H);
	else if (fate < 980 && late > s->at)
		write_back_at(s, late);
	else
		write_back(s); /* and was forgotten since */
}

/* Only what came lately still lies as it came; of the rest, very little. */
static void tell_open(struct story *s)
{
	seconds target = promised(s, METRIC_FIRST_ANSWER, NOTION_ANSWER);
	bool fresh = calendar_work(s->hours, s->created, s->until) < target;
	uint64_t fate = dice_below(&s->d, 1000);

	if (fate < (fresh ? 400 : 10))
		return;
	begin(s);
	if (fate < (fresh ? 600 : 25))
		return;
	rounds(s);
	tell_waiting(s, dice_below(&s->d, 1000));
}

/* What would lie after the end of the history has not happened. */
static void cut(struct story *s)
{
	while (s->n > 1 && s->ev[s->n - 1].event.at > s->until)
		s->n--;
	while (s->ntags > 0 && s->tags[s->ntags - 1].event >= s->n)
		s->ntags--;
	while (s->nfiles > 0 && s->files[s->nfiles - 1].event >= s->n)
		s->nfiles--;
}

/* ---- All of it -----------------------------------------------------------
 */

void sample_story_tell(const struct cast *c, const struct sample_plan *p,
		       int64_t i, unsigned salt, struct arena *a,
		       struct history_ticket *out)
{
	struct story s = { .c = c, .a = a, .until = c->run.until };
	const struct words_language *l;

	*out = (struct history_ticket){ 0 };
	sample_code_name(c, a, i, salt, out);
	dice_init(&s.d, (uint64_t)c->run.seed, (uint64_t)i);
	s.ev = ARENA_ARRAY(a, EVENTS_MAX, struct import_event);
	s.tags = ARENA_ARRAY(a, TAGS_MAX, struct history_tag);
	s.files = ARENA_ARRAY(a, FILES_MAX, struct history_file);
	s.created = s.at = s.asked = sample_plan_created(p, i);
	s.customer = sample_cast_customer(c, a, sample_cast_who(c, &s.d));
	l = s.customer.language;
	s.topic = &l->topics[dice_below(&s.d, l->ntopics)];
	s.matter = dice_below(&s.d, 60);
	s.number = dice_between(&s.d, 1000, 99999);
	s.product = sample_words_any(&c->words->shared[WORDS_PRODUCT], &s.d);
	s.priority = choose_priority(&s);
	choose_department(&s);
	open_ticket(&s, out);
	if (sample_plan_open(p, i))
		tell_open(&s);
	else
		tell_ended(&s);
	cut(&s);
	out->past.subject = of_topic(&s, WORDS_SUBJECT);
	out->past.requester = s.customer.id;
	out->past.company = s.customer.company;
	out->past.events = s.ev;
	out->past.n = s.n;
	out->requester_name = s.customer.name;
	out->tags = s.tags;
	out->ntags = s.ntags;
	out->files = s.files;
	out->nfiles = s.nfiles;
}
