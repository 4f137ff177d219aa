#ifndef CLI_REPLAY_WRITE_H
#define CLI_REPLAY_WRITE_H
/*
 * replay_write: a ticket of the desk as a line to `duedesk replay`, so that
 * somebody else can judge its promises; and what the desk says of them, as the
 * answer to that line. Neither has names or words of anybody.
 */
#include "base/sbuf.h"
#include "desk/unfold.h"

/*
 * Put the line of ${u} into ${out}. ERR_INVALID says what of it cannot be told;
 * then ${out} has the beginning of it. It asks for every cycle, as things were
 * at the ticket's last event.
 */
enum err_kind replay_write_line(struct job *job, const struct unfold *u,
				struct sbuf *out, struct err *e) MUST_CHECK;

/* The same for what is stored of it, as the answer to that line should be. */
enum err_kind replay_write_stored(struct job *job, const struct unfold *u,
				  struct sbuf *out, struct err *e) MUST_CHECK;

/* ---- Parts --------------------------------------------------------------- */

/* "hours 12"; for 0, which is always open, "24x7". */
#define REPLAY_HOURS_NAME 32
const char *replay_write_hours_name(int64_t version,
				    char out[REPLAY_HOURS_NAME]);

/* A member: the calendar of that version. */
struct json_out;
enum err_kind replay_write_hours(struct job *job, int64_t version,
				 struct json_out *j, struct err *e) MUST_CHECK;

/* The members "level", and those of its gears. */
void replay_write_level(struct json_out *j, const struct level *l);
void replay_write_gears(struct json_out *j, const struct level *l);

#endif
