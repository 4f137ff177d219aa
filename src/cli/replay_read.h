#ifndef CLI_REPLAY_READ_H
#define CLI_REPLAY_READ_H
/*
 * replay_read: the values that the members of a scenario are made of. For
 * replay_line.c and those beside it.
 */
#include "base/err.h"
#include "base/instant.h"
#include "base/json_pull.h"
#include "cli/replay_line.h"

#define REPLAY_TIME_HINT                                                       \
	"must be a time such as 2026-03-30T14:00:00Z, from 1900 to 2400"

/* A whole number from 1 to ${max}, for ${name}. */
enum err_kind replay_read_count(struct json_pull *p, const char *name,
				int64_t max, int64_t *out,
				struct err *e) MUST_CHECK;

enum err_kind replay_read_bool(struct json_pull *p, const char *name, bool *out,
			       struct err *e) MUST_CHECK;

enum err_kind replay_read_instant(struct json_pull *p, const char *name,
				  instant *out, struct err *e) MUST_CHECK;

/* A string of 1 to LIMIT_REPLAY_NAME bytes; lent until the next text. */
enum err_kind replay_read_text(struct json_pull *p, const char *name,
			       struct json_text *out, struct err *e) MUST_CHECK;

/* One of ${n} words; the error names the word and those there are. */
enum err_kind replay_read_word(struct json_pull *p, const char *name,
			       const char *const *words, unsigned n,
			       unsigned *out, struct err *e) MUST_CHECK;
enum err_kind replay_read_status(struct json_pull *p, const char *name,
				 enum status *out, struct err *e) MUST_CHECK;
enum err_kind replay_read_priority(struct json_pull *p, const char *name,
				   enum priority *out,
				   struct err *e) MUST_CHECK;

/* The same of a word that was read before. */
enum err_kind replay_status_of(const char *word, const char *name,
			       enum status *out, struct err *e) MUST_CHECK;
enum err_kind replay_priority_of(const char *word, const char *name,
				 enum priority *out, struct err *e) MUST_CHECK;
extern const char *const replay_priorities[4]; /* from urgent on */

/* "resolve" is first_resolve, too. */
enum err_kind replay_read_metric(struct json_pull *p, const char *name,
				 enum metric *out, struct err *e) MUST_CHECK;
bool replay_metric_of(struct json_text name, enum metric *out);

/*
 * replay_read_object(p, o, self, given, e):
 * An object whose members have ${o->n} names. Each that is not null gets its
 * bit in *given and is read by ${o->member}, in the order they come.
 */
struct replay_object {
	const char *const *names;
	unsigned n;
	enum err_kind (*member)(void *self, unsigned m, struct json_pull *p,
				struct err *e);
};
enum err_kind replay_read_object(struct json_pull *p,
				 const struct replay_object *o, void *self,
				 unsigned *given, struct err *e) MUST_CHECK;

/* Begin an array. */
enum err_kind replay_read_array(struct json_pull *p, const char *name,
				struct err *e) MUST_CHECK;

/* Room for one more than ${n} things, which may move. */
void *replay_more(struct arena *a, void *things, size_t n, size_t size);

/* ---- Parts of a scenario ------------------------------------------------- */

enum err_kind replay_level_read(struct replay_line *l, struct json_pull *p,
				const struct replay_level **out,
				struct err *e) MUST_CHECK;

/* Gear number ${m}, which replay_gear_names[m] calls. */
#define REPLAY_GEARS 8
extern const char *const replay_gear_names[REPLAY_GEARS];
enum err_kind replay_gear_read(struct replay_gears *to, unsigned m,
			       struct json_pull *p, struct err *e) MUST_CHECK;

/* An object of them; what it leaves out is as a new level has it. */
enum err_kind replay_gears_read(struct replay_line *l, struct json_pull *p,
				const struct replay_gears **out,
				struct err *e) MUST_CHECK;
void replay_gears_usual(struct replay_gears *out);

enum err_kind replay_calendars_read(struct replay_line *l, struct json_pull *p,
				    struct err *e) MUST_CHECK;
enum err_kind replay_events_read(struct replay_line *l, struct json_pull *p,
				 struct err *e) MUST_CHECK;

/* Are the calendars there that they name? */
enum err_kind replay_events_check(struct replay_line *l,
				  struct err *e) MUST_CHECK;

/* The number of a calendar, 0 for no name. */
enum err_kind replay_calendar_find(const struct replay_line *l,
				   const char *name, int *out,
				   struct err *e) MUST_CHECK;

#endif
