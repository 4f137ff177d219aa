#ifndef STORE_TICKET_MODEL_H
#define STORE_TICKET_MODEL_H
/*
 * ticket_model: a desk with a few thousand tickets drawn at random, and the
 * plainest way to list them: read everything, sort, cut.
 */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/zone.h"
#include "store/ticket_count.h"

#define NOW INT64_C(1780000000)
#define TODAY (NOW - NOW % DAY_SECONDS) /* in UTC */
#define DEPARTMENTS 6
#define PEOPLE 12 /* 1 to 12; 1 is our agent, 2 our customer */
#define TICKETS 3000
#define AGENT 1
#define CUSTOMER 2
#define COMPANIES 3
#define COMPANY 2 /* our customer's */
#define TAGS 4

extern struct err model_err;
#define OK(call) db_fixture_kind(ERR_NONE, (call), &model_err, __LINE__)

struct model {
	int64_t id, department, assignee, requester, company;
	int64_t order_at, due_at, created;
	unsigned tags; /* bits of their numbers */
	bool has_files;
	int status;
	char code[RNG_CODE_LEN + 1];
	int64_t metric; /* of the clock to show; -1: none */
};

/* For cmocka_run_group_tests(), and before each test. */
int model_setup(void **state);
int model_teardown(void **state);
int model_clear(void **state);

/* Who looks: our agent in another role, with that many departments. */
struct viewer model_member(enum role role, size_t ndepartments);
struct viewer model_customer(void);

/* What a list has to show, in its order. */
extern struct model **model_want;
extern size_t model_nwant;
void model_expect_inbox(const struct viewer *v, enum ticket_view_kind kind);
void model_expect_own(const struct ticket_own *which);

/* Lists of customers. */
#define MODEL_OWNS 6
extern const struct ticket_own model_owns[MODEL_OWNS];

/* A page of the inbox, ${kind} a view; of customers, one of model_owns. */
typedef void model_get(const struct viewer *v, int kind,
		       const struct ticket_key *key, struct ticket_page *out);
model_get model_get_inbox, model_get_own;

struct ticket_key model_key(const struct ticket_row *row, bool back);

#endif
