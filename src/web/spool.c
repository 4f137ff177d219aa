#include "web/spool.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/folder.h"
#include "base/limits.h"
#include "web/site.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define GATHERED (64 * 1024) /* written out at a time */
#define ROW_MAX (64 * 1024)
#define SUFFIX ".csv"

enum err_kind spool_open(const struct req *rq, struct spool *s, struct err *e)
{
	const char *dir = rq->site->conf->spool_dir;
	char oid[RNG_OID_LEN + 1];

	folder_tidy(dir, SUFFIX, clock_now() - LIMIT_SPOOL_SECONDS);
	rng_oid(oid);
	*s = (struct spool){ .buffer = SBUF_INIT(GATHERED + ROW_MAX) };
	s->csv.to = &s->buffer;
	snprintf(s->name, sizeof(s->name), "%s%s", oid, SUFFIX);
	snprintf(s->path, sizeof(s->path), "%s/%s", dir, s->name);
	s->fd = open(s->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (s->fd < 0)
		return err_set(e, ERR_BROKEN, "spool %s: %s", dir,
			       strerror(errno));
	return ERR_NONE;
}

static enum err_kind write_out(struct spool *s, struct err *e)
{
	const char *p = sbuf_text(&s->buffer);
	size_t left = s->buffer.len;

	if (s->buffer.failed)
		return err_set(e, ERR_BROKEN, "spool: a row is too long");
	while (left > 0) {
		ssize_t n = write(s->fd, p, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e,
				       errno == ENOSPC || errno == EDQUOT
					       ? ERR_BUSY
					       : ERR_BROKEN,
				       "spool: %s", strerror(errno));
		p += n;
		left -= (size_t)n;
	}
	sbuf_clear(&s->buffer);
	return ERR_NONE;
}

enum err_kind spool_end_row(struct spool *s, struct err *e)
{
	csv_end_row(&s->csv);
	if (s->buffer.len < GATHERED && !s->buffer.failed)
		return ERR_NONE;
	return write_out(s, e);
}

enum err_kind spool_send(struct req *rq, struct resp *rs, struct spool *s,
			 const char *file_name, struct err *e)
{
	int rc;

	if (write_out(s, e)) {
		spool_drop(s);
		return e->kind;
	}
	sbuf_release(&s->buffer);
	rc = close(s->fd);
	s->fd = -1;
	if (rc < 0) {
		(void)unlink(s->path);
		return err_set(e, ERR_BROKEN, "spool: %s", strerror(errno));
	}
	rs->content_type = "text/csv; charset=utf-8";
	rs->accel = arena_printf(rq->a, "/_spool/%s", s->name);
	rs->file_name = file_name;
	return ERR_NONE;
}

void spool_drop(struct spool *s)
{
	sbuf_release(&s->buffer);
	if (s->fd >= 0) {
		(void)close(s->fd);
		(void)unlink(s->path);
	}
	s->fd = -1;
}
