#ifndef CLI_INIT_ANSWERS_H
#define CLI_INIT_ANSWERS_H
/*
 * init_answers: what `duedesk init` has to know, from options, from a terminal,
 * or from the settings of a desk that is there.
 */
#include <stdbool.h>

#include "base/arena.h"
#include "base/conf.h"
#include "desk/settings.h"

struct init_answers {
	/* settings; a desk that is there has them */
	const char *db_socket, *db_name, *base_url, *files_url;
	/* the rest */
	const char *desk, *zone, *department, *owner, *email;
	const char *admin;          /* whom to be on the server */
	const char *admin_password; /* NULL: the socket says who we are */
	const char *group;          /* of the file of settings */
	/* the first promise: hours_length(), hours_week(); never NULL */
	const char *first_answer, *next_answer, *hours;
	bool promise_given; /* somebody said one of them */
	const char *from;   /* a file of settings; NULL: none */
	bool sandbox;
	bool no_promise;
	bool force;
};

/*
 * init_answers_read(argc, argv, a, out, e):
 * From the command line. Returns 0, or 2 after having said on standard error
 * what is wrong.
 */
int init_answers_read(int argc, char **argv, struct arena *a,
		      struct init_answers *out);

/*
 * Take what ${c}, the settings that are there, say. ERR_CONFLICT when an option
 * says something else.
 */
enum err_kind init_answers_keep(struct init_answers *i, const struct conf *c,
				struct err *e) MUST_CHECK;

/*
 * Take what a file of settings says: name, zone, departments and promises, and
 * the owner's name. ERR_INVALID: an option says the same.
 */
enum err_kind init_answers_from(struct init_answers *i,
				const struct settings *file,
				struct err *e) MUST_CHECK;

/*
 * Ask for what is missing, if there is a terminal; without one, ERR_INVALID
 * names the option, and a promise is what is likely.
 */
enum err_kind init_answers_ask(struct init_answers *i, struct arena *a,
			       struct err *e) MUST_CHECK;

#endif
