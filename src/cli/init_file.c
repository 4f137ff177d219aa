#include "cli/init_file.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

static bool name_of(char out[PATH_MAX], const char *path, const char *suffix)
{
	int n = snprintf(out, PATH_MAX, "%s%s", path, suffix);

	return n > 0 && n < PATH_MAX;
}

static enum err_kind cannot(const char *what, const char *path, struct err *e)
{
	return err_set(e, ERR_BROKEN, "cannot %s %s: %s", what, path,
		       strerror(errno));
}

static enum err_kind give_to(int fd, const char *group, struct err *e)
{
	const struct group *g;

	if (geteuid() != 0)
		return ERR_NONE;
	g = getgrnam(group);
	if (!g)
		return err_set(e, ERR_INVALID,
			       "--group: there is no group \"%s\"", group);
	if (fchown(fd, 0, g->gr_gid) || fchmod(fd, 0640))
		return cannot("give the settings to", group, e);
	return ERR_NONE;
}

static bool write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left) {
		ssize_t n = write(fd, text, left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		text += n;
		left -= (size_t)n;
	}
	return fsync(fd) == 0;
}

enum err_kind init_file_draft(const char *path, const char *text,
			      const char *group, struct err *e)
{
	char draft[PATH_MAX];
	int fd;

	if (!name_of(draft, path, ".new"))
		return err_set(e, ERR_INVALID, "%s: too long", path);
	(void)unlink(draft);
	fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return cannot("write", draft, e);
	if (!give_to(fd, group, e) && !write_all(fd, text))
		(void)cannot("write", draft, e);
	if (close(fd) && !e->kind)
		(void)cannot("write", draft, e);
	if (e->kind)
		(void)unlink(draft);
	return e->kind;
}

const char *init_file_draft_name(struct arena *a, const char *path)
{
	return arena_printf(a, "%s.new", path);
}

void init_file_drop(const char *path)
{
	char draft[PATH_MAX];

	if (name_of(draft, path, ".new"))
		(void)unlink(draft);
}

/* The name itself has to outlive a loss of power, too. */
static enum err_kind sync_folder(const char *path, struct err *e)
{
	char copy[PATH_MAX];
	int fd, rc;

	if (!name_of(copy, path, ""))
		return err_set(e, ERR_INVALID, "%s: too long", path);
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return cannot("open", copy, e);
	rc = fsync(fd);
	(void)close(fd);
	return rc ? cannot("keep", path, e) : ERR_NONE;
}

/* One name more for what is there; it may be nothing. */
static enum err_kind keep_old(const char *path, struct err *e)
{
	char old[PATH_MAX];

	if (!name_of(old, path, ".old"))
		return err_set(e, ERR_INVALID, "%s: too long", path);
	(void)unlink(old);
	if (link(path, old) && errno != ENOENT)
		return cannot("keep", old, e);
	return ERR_NONE;
}

enum err_kind init_file_put(const char *path, bool replace, struct err *e)
{
	char draft[PATH_MAX];

	if (!name_of(draft, path, ".new"))
		return err_set(e, ERR_INVALID, "%s: too long", path);
	if (replace) {
		if (keep_old(path, e))
			return e->kind;
		if (rename(draft, path))
			return cannot("write", path, e);
	} else {
		/* Unlike rename(), link() overwrites nothing. */
		if (link(draft, path)) {
			(void)cannot("write", path, e);
			if (errno == EEXIST)
				e->kind = ERR_CONFLICT;
			(void)unlink(draft);
			return e->kind;
		}
		(void)unlink(draft);
	}
	return sync_folder(path, e);
}
