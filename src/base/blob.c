#include "base/blob.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define LOOK_EVERY (INT64_C(4) * 1024 * 1024) /* bytes, at the room left */
#define FREE_SHARE 20                         /* a twentieth stays free */
#define READ_BYTES (64 * 1024)
#define FOLDER_DIGITS 2
#define LINK_TRIES 10

static enum err_kind fault(struct err *e, const char *what)
{
	bool full = errno == ENOSPC || errno == EDQUOT;

	return err_set(e, full ? ERR_BUSY : ERR_BROKEN, "files: %s: %s", what,
		       strerror(errno));
}

/* ---- Coming in ------------------------------------------------------------
 */

/* Is there room for ${more} bytes and what must stay free? */
static enum err_kind check_room(int top, int64_t floor, int64_t more,
				struct err *e)
{
	uint64_t left, keep = (uint64_t)floor;
	struct statvfs fs;

	if (fstatvfs(top, &fs) < 0)
		return fault(e, "room");
	left = (uint64_t)fs.f_bavail * fs.f_frsize;
	if (keep < (uint64_t)fs.f_blocks * fs.f_frsize / FREE_SHARE)
		keep = (uint64_t)fs.f_blocks * fs.f_frsize / FREE_SHARE;
	if (left < keep + (uint64_t)more)
		return err_set(
			e, ERR_BUSY,
			"files: %llu MiB are free, and %llu must stay so",
			(unsigned long long)(left >> 20),
			(unsigned long long)(keep >> 20));
	return ERR_NONE;
}

/* What root makes is whose the top folder is: they go on with it. */
static bool give(const struct blob *b, int fd)
{
	return geteuid() != 0 || fchown(fd, b->owner, b->owner_group) == 0;
}

enum err_kind blob_open(const char *dir, int64_t floor, struct blob *b,
			struct err *e)
{
	struct stat st;

	*b = (struct blob)BLOB_NONE;
	b->floor = floor;
	b->top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (b->top < 0 || fstat(b->top, &st) < 0) {
		fault(e, dir);
		blob_drop(b);
		return e->kind;
	}
	b->group = st.st_mode & S_IRWXG;
	b->owner = st.st_uid;
	b->owner_group = st.st_gid;
	if (check_room(b->top, floor, LOOK_EVERY, e)) {
		blob_drop(b);
		return e->kind;
	}
	/* No O_EXCL: it would never get a name. */
	b->fd = openat(b->top, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC,
		       S_IRUSR | S_IWUSR | (b->group & S_IRGRP));
	if (b->fd < 0 || !give(b, b->fd)) {
		fault(e, dir);
		blob_drop(b);
		return e->kind;
	}
	rng_sha_start(&b->sha);
	return ERR_NONE;
}

static void remember_head(struct blob *b, const void *bytes, size_t n)
{
	size_t room = BLOB_HEAD - b->head_n;

	if (n > room)
		n = room;
	memcpy(b->head + b->head_n, bytes, n);
	b->head_n += n;
}

enum err_kind blob_write(struct blob *b, const void *bytes, size_t n,
			 struct err *e)
{
	const char *p = bytes;
	size_t left = n;

	if (b->size + (int64_t)n - b->checked > LOOK_EVERY) {
		b->checked = b->size;
		if (check_room(b->top, b->floor, LOOK_EVERY, e))
			return e->kind;
	}
	while (left > 0) {
		ssize_t written = write(b->fd, p, left);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return fault(e, "write");
		p += written;
		left -= (size_t)written;
	}
	rng_sha_add(&b->sha, bytes, n);
	remember_head(b, bytes, n);
	b->size += (int64_t)n;
	return ERR_NONE;
}

/* The nameless file gets that name. */
static bool link_to(const struct blob *b, int folder, const char *name)
{
	char self[40];

	snprintf(self, sizeof(self), "/proc/self/fd/%d", b->fd);
	return linkat(AT_FDCWD, self, folder, name, AT_SYMLINK_FOLLOW) == 0;
}

static bool is_whole(int folder, const char *name, int64_t size)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && st.st_size == size;
}

/*
 * There, whole. A broken one of that name makes way; others may come and go
 * at the same time.
 */
static bool appear(const struct blob *b, int folder, const char *name)
{
	for (int i = 0; i < LINK_TRIES; i++) {
		if (link_to(b, folder, name))
			return true;
		if (errno != EEXIST)
			return false;
		if (is_whole(folder, name, b->size))
			return true;
		if (unlinkat(folder, name, 0) < 0 && errno != ENOENT)
			return false;
	}
	return false;
}

static enum err_kind settle(const struct blob *b, int folder, const char *name,
			    struct err *e)
{
	if (!appear(b, folder, name)) {
		/* Tidied away in this moment: a file links anew just once. */
		if (errno == ENOENT)
			return err_set(e, ERR_BUSY, "files: gone again");
		return fault(e, "link");
	}
	if (fsync(folder) < 0 || fsync(b->top) < 0)
		return fault(e, "sync folder");
	return ERR_NONE;
}

/* The folder of its first byte, made if it is missing. */
static int open_folder(const struct blob *b, const char *name)
{
	char folder[FOLDER_DIGITS + 1] = { name[0], name[1], '\0' };
	bool made = mkdirat(b->top, folder, S_IRWXU | b->group) == 0;
	int fd;

	if (!made && errno != EEXIST)
		return -1;
	fd = openat(b->top, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0 && made && !give(b, fd)) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static enum err_kind put(const struct blob *b, struct err *e)
{
	char name[BLOB_NAME];
	int folder;

	blob_name(b->hash, name);
	folder = open_folder(b, name);
	if (folder < 0)
		return fault(e, "folder");
	settle(b, folder, name + FOLDER_DIGITS + 1, e);
	(void)close(folder);
	return e->kind;
}

enum err_kind blob_keep(struct blob *b, struct err *e)
{
	rng_sha_end(&b->sha, b->hash);
	if (fsync(b->fd) < 0)
		return fault(e, "sync");
	return put(b, e);
}

enum err_kind blob_hold(struct blob *b, struct err *e)
{
	char name[BLOB_NAME];

	blob_name(b->hash, name);
	if (is_whole(b->top, name, b->size))
		return ERR_NONE;
	return put(b, e);
}

void blob_drop(struct blob *b)
{
	if (b->fd >= 0)
		(void)close(b->fd);
	if (b->top >= 0)
		(void)close(b->top);
	b->fd = b->top = -1;
}

enum err_kind blob_ready(const char *dir, int64_t floor, struct err *e)
{
	struct blob b;

	if (blob_open(dir, floor, &b, e))
		return e->kind;
	blob_drop(&b);
	return ERR_NONE;
}

/* ---- What is there --------------------------------------------------------
 */

void blob_name(const unsigned char hash[RNG_HASH_LEN], char out[BLOB_NAME])
{
	char hex[2 * RNG_HASH_LEN + 1];

	rng_hex(hash, RNG_HASH_LEN, hex);
	snprintf(out, BLOB_NAME, "%.2s/%s", hex, hex + FOLDER_DIGITS);
}

enum blob_state blob_state(const char *dir,
			   const unsigned char hash[RNG_HASH_LEN], int64_t size)
{
	char name[BLOB_NAME];
	int top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	enum blob_state found = BLOB_MISSING;

	if (top < 0)
		return BLOB_MISSING;
	blob_name(hash, name);
	if (is_whole(top, name, size))
		found = BLOB_WHOLE;
	else if (faccessat(top, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		found = BLOB_WRONG;
	(void)close(top);
	return found;
}

/* What the file of that descriptor hashes to; false: it cannot be read. */
static bool hash_of(int fd, unsigned char out[RNG_HASH_LEN])
{
	unsigned char *buffer = malloc(READ_BYTES);
	struct rng_sha sha;
	ssize_t n = -1;

	if (!buffer)
		abort();
	rng_sha_start(&sha);
	while ((n = read(fd, buffer, READ_BYTES)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		rng_sha_add(&sha, buffer, (size_t)n);
	}
	rng_sha_end(&sha, out);
	free(buffer);
	return n == 0;
}

enum blob_state blob_read(const char *dir,
			  const unsigned char hash[RNG_HASH_LEN], int64_t size)
{
	enum blob_state state = blob_state(dir, hash, size);
	unsigned char found[RNG_HASH_LEN];
	char name[BLOB_NAME];
	int top, fd = -1;

	if (state != BLOB_WHOLE)
		return state;
	blob_name(hash, name);
	top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (top >= 0)
		fd = openat(top, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0 || !hash_of(fd, found) ||
	    memcmp(found, hash, RNG_HASH_LEN) != 0)
		state = BLOB_WRONG;
	if (fd >= 0)
		(void)close(fd);
	if (top >= 0)
		(void)close(top);
	return state;
}

enum err_kind blob_remove(const char *dir,
			  const unsigned char hash[RNG_HASH_LEN],
			  instant before, struct err *e)
{
	char name[BLOB_NAME];
	struct stat st;
	int top = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (top < 0)
		return fault(e, dir);
	blob_name(hash, name);
	if (fstatat(top, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		if (st.st_mtime < before && unlinkat(top, name, 0) < 0 &&
		    errno != ENOENT)
			fault(e, "remove");
	} else if (errno != ENOENT) {
		fault(e, "remove");
	}
	(void)close(top);
	return e->kind;
}

/* ---- A folder of them -----------------------------------------------------
 */

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The hash behind a name of ours. */
static bool read_name(int folder, const char *s,
		      unsigned char out[RNG_HASH_LEN])
{
	if (strlen(s) != 2 * (RNG_HASH_LEN - 1))
		return false;
	out[0] = (unsigned char)folder;
	for (size_t i = 1; i < RNG_HASH_LEN; i++, s += 2) {
		int high = digit(s[0]), low = digit(s[1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high * 16 + low);
	}
	return true;
}

struct listing {
	struct arena *a;
	struct blob_entry *v;
	size_t n, cap;
};

static struct blob_entry *one_more(struct listing *l)
{
	ARENA_ROOM(l->a, l->v, l->n, l->cap);
	return &l->v[l->n++];
}

static int by_hash(const void *a, const void *b)
{
	const struct blob_entry *x = a, *y = b;

	return memcmp(x->hash, y->hash, RNG_HASH_LEN);
}

static void list_one(struct listing *l, int dir, int folder, const char *name,
		     size_t *strange)
{
	unsigned char hash[RNG_HASH_LEN];
	struct blob_entry *entry;
	struct stat st;

	if (!strcmp(name, ".") || !strcmp(name, ".."))
		return;
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		return; /* it went this moment */
	if (!S_ISREG(st.st_mode) || !read_name(folder, name, hash)) {
		++*strange;
		return;
	}
	entry = one_more(l);
	memcpy(entry->hash, hash, RNG_HASH_LEN);
	entry->size = st.st_size;
	entry->written = st.st_mtime;
}

enum err_kind blob_list(const char *dir, int folder, struct arena *a,
			struct blob_entry **out, size_t *n, size_t *strange,
			struct err *e)
{
	char *path = arena_printf(a, "%s/%02x", dir, (unsigned)folder & 0xff);
	struct listing l = { .a = a };
	struct dirent *entry;
	DIR *d = opendir(path);

	*out = NULL;
	*n = *strange = 0;
	if (!d && errno == ENOENT)
		return ERR_NONE;
	if (!d)
		return fault(e, path);
	errno = 0;
	while ((entry = readdir(d))) {
		list_one(&l, dirfd(d), folder, entry->d_name, strange);
		errno = 0;
	}
	if (errno)
		fault(e, path);
	(void)closedir(d);
	if (l.n)
		qsort(l.v, l.n, sizeof(*l.v), by_hash);
	*out = l.v;
	*n = l.n;
	return e->kind;
}
