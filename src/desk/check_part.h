#ifndef DESK_CHECK_PART_H
#define DESK_CHECK_PART_H
/*
 * check_part: what the parts of the check share; for check*.c alone.
 */
#include "desk/check.h"
#include "desk/refold.h"

/* A ticket being compared. */
struct check_part {
	struct desk_check *check;
	const struct check_batch *batch;
	const struct check_ticket *row;
	struct refold_ticket stored;
	struct refold fold;
	bool folded; /* else its events could not be followed */
	/* What is found may come of other time zones: it is only counted. */
	bool elsewhere;
	int64_t muted;
	/* Its slices of the batch. */
	const struct check_message *messages;
	const struct check_tag *event_tags, *ticket_tags;
	const struct check_event_field *event_fields;
	const struct check_field *ticket_fields;
	size_t nevent_fields, nticket_fields;
	const struct check_attachment *files;
	size_t nmessages, nevent_tags, nticket_tags, nfiles;
};

/* Tell it, unless it is to be counted only. */
void check_found(struct check_part *p, const char *kind, const char *what,
		 const char *stands, const char *should);

/* The same if the two differ: plain numbers, instants, texts. */
void check_number(struct check_part *p, const char *kind, const char *what,
		  int64_t stands, int64_t should);
void check_instant(struct check_part *p, const char *kind, const char *what,
		   int64_t stands, int64_t should);
void check_text(struct check_part *p, const char *kind, const char *what,
		const char *stands, const char *should);

/* ... where 0 in memory is NULL in its column. */
void check_id(struct check_part *p, const char *kind, const char *what,
	      int64_t stands, int64_t should);

/* NULL: it is not there. */
const struct check_person *check_person(const struct check_batch *b,
					int64_t id);
const struct check_name *check_department(const struct check_batch *b,
					  int64_t id);

/* Is the person, or department, that a column names there? Nobody is fine. */
void check_is_person(struct check_part *p, const char *kind, const char *what,
		     int64_t id);
void check_is_department(struct check_part *p, const char *kind,
			 const char *what, int64_t id);

/*
 * Where a clock's rows begin among ${count} rows of ${size} bytes that are in
 * order of their clock, which stands ${at} bytes into each; and how many.
 */
size_t check_rows_of(const void *rows, size_t count, size_t size, size_t at,
		     int64_t clock, size_t *n);

/* ---- The parts ------------------------------------------------------------
 */

/* Can its events be followed at all? What they name is there. */
bool check_events(struct check_part *p);

/* Is its calendar version one of its level's? NULL, of before, is fine. */
bool check_hours(struct check_part *p, const struct check_event *ev);

void check_ticket_row(struct check_part *p);

/* What it took of versions that hold for open tickets too. */
void check_applied(struct check_part *p);

/* All versions of all calendars. */
enum err_kind check_calendars(struct desk_check *c, struct err *e) MUST_CHECK;

void check_messages(struct check_part *p);
void check_tags(struct check_part *p);
void check_custom(struct check_part *p);
void check_rules(struct check_part *p);
void check_files(struct check_part *p);
void check_clocks(struct check_part *p);

/* How clock ${c}, which folds to ${f}, was judged: what was stored of its end
 * when, if it has ended, and of those that did not last. */
void check_verdicts(struct check_part *p, const struct clock *f,
		    instant recorded, const struct check_clock *c,
		    const char *what);
void check_marks(struct check_part *p);

#endif
