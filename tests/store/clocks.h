#ifndef STORE_CLOCKS_H
#define STORE_CLOCKS_H
/*
 * clocks: a desk with clocks of all kinds and their verdicts, drawn at random
 * with many ties, and what is true of each by the plainest reading of the law.
 */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/rng.h"
#include "core/access.h"
#include "core/clock.h"

/* They lie around the night in which Riga's summer of 2026 begins. */
#define NOW INT64_C(1774800000) /* 2026-03-29T16:00:00Z */
#define FIRST (NOW - 4 * 86400)
#define CLOCKS 1200
#define DEPARTMENTS 4
#define AGENTS 5

struct model {
	int64_t id, department, agent, requester, level, margin;
	struct clock c;
	char code[RNG_CODE_LEN + 1];
	char requester_name[20], department_name[20], agent_name[20],
		level_name[20];
};

extern struct model *clocks_model; /* CLOCKS of them, by id */

/* A number below ${below}; DUEDESK_TEST_SEED=n draws the same ones again. */
uint32_t clocks_draw(uint32_t below);
instant clocks_draw_instant(void);

bool clocks_missed(const struct model *m);
bool clocks_running(const struct model *m);
instant clocks_counted_at(const struct model *m);
bool clocks_of_viewer(const struct viewer *v, const struct model *m);

/* Who sees all; who sees departments 2 and 3; who sees none. */
extern const struct viewer clocks_everywhere, clocks_reader, clocks_nobody;

/* For cmocka: the whole desk, and an empty arena for each test. */
int clocks_setup(void **state);
int clocks_teardown(void **state);
int clocks_clear(void **state);

#endif
