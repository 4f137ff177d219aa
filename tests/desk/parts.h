#ifndef DESK_PARTS_H
#define DESK_PARTS_H
/*
 * parts: tickets with words of their own that are split, on the desk of
 * company.h, with its files.
 */
#include "desk/files.h"

#define NUMBER(sql) db_fixture_number(sql)
#define T0 MONDAY_9

/* Of the last verb. */
struct parts {
	struct deed deed;
	struct err error;
};
extern struct parts parts;

struct job parts_start(const struct member *p, instant now);
void parts_expect(enum err_kind kind, enum err_kind want);

/* A ticket to Support; its code. */
const char *parts_ask(const struct member *p, instant now);

/* What is done to it, which must be good. */
void parts_say(const struct member *p, instant now, const char *code,
	       const char *body);
void parts_note(const struct member *p, instant now, const char *code);
void parts_assign(instant now, const char *code, const struct member *to);

/* The opaque id of its ${nth} message, from 1 on. */
const char *parts_message(const char *code, int nth);

/* Split off those messages, or the ${nth}. */
enum err_kind parts_split_all(const struct member *p, instant now,
			      const char *code, const char *const *oids,
			      size_t n);
enum err_kind parts_split(const struct member *p, instant now, const char *code,
			  int nth);

/* A column of it, and of its newest clock of a metric. */
int64_t parts_of(const char *code, const char *what);
int64_t parts_clock(const char *code, int metric, const char *what);

/* How many rows of ${table} (x) belong to it (t), and are so. */
int64_t parts_count(const char *code, const char *table, const char *where);

/* The whole check, as `duedesk check` makes it, finds nothing. */
void parts_check(instant now);

#endif
