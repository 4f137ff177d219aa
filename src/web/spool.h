#ifndef WEB_SPOOL_H
#define WEB_SPOOL_H
/*
 * spool: an export, written to a file first and then sent by the web server.
 *
 * What breaks half-way is never sent. Memory stays the same whatever its
 * length. Nobody knows when the web server is done with a file, so the next
 * export and the sweeper remove those that are older than LIMIT_SPOOL_SECONDS.
 */
#include "web/csv.h"
#include "web/http.h"

struct spool {
	int fd;
	char path[600], name[32];
	struct sbuf buffer;
	struct csv csv; /* write rows here */
};

/* Start a file in the spool folder; spool_send() or spool_drop() ends it. */
enum err_kind spool_open(const struct req *rq, struct spool *s,
			 struct err *e) MUST_CHECK;

/* The row is whole: write out what has gathered. ERR_BUSY: the disk is full. */
enum err_kind spool_end_row(struct spool *s, struct err *e) MUST_CHECK;

/* Answer with it, as a download of that name. */
enum err_kind spool_send(struct req *rq, struct resp *rs, struct spool *s,
			 const char *file_name, struct err *e) MUST_CHECK;

/* Away with it. */
void spool_drop(struct spool *s);

#endif
