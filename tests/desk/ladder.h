#ifndef DESK_LADDER_H
#define DESK_LADDER_H
/*
 * ladder: Support's level with escalation steps of a test's choosing, and ways
 * to look at what became of them. First answer is due four hours after MONDAY_9
 * (T0); the company's people have addresses.
 */
#include "base/attr.h"
#include "desk/company.h"
#include "store/level_store.h"
#include "store/step_store.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)
#define MUST(x) company_expect((x), ERR_NONE, &e)

/* A setup for each test. */
int ladder_setup(void **state);

/* A level with no steps yet. */
struct level_draft ladder_draft(const char *name);

/* A step of first answer, that long after its deadline. */
void ladder_step(struct level_draft *d, seconds offset, const struct action *v,
		 int n);

/* From now on Support's tickets are promised that. */
void ladder_promise(const struct level_draft *d);

/* The same with one step of these actions. */
#define PROMISE(offset, ...)                                                   \
	do {                                                                   \
		const struct action acts_[] = { __VA_ARGS__ };                 \
		struct level_draft d_ = ladder_draft("Gold");                  \
		ladder_step(&d_, (offset), acts_, (int)COUNT_OF(acts_));       \
		ladder_promise(&d_);                                           \
	} while (0)

/* Another level; level.id. */
int64_t ladder_level(const struct level_draft *d);

/* Everything is as the events say, and the check finds nothing. */
void ladder_is_well(void);

/* Alice assigns it. */
void ladder_assign(const char *code, const struct member *p, instant at);

/* What a SELECT of that text says. */
int64_t ladder_count(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* Letters to that person. */
int64_t ladder_mails(const struct member *p);

/* Of the only action at that position. */
int64_t ladder_outcome(int position);

#endif
