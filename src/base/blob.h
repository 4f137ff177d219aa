#ifndef BASE_BLOB_H
#define BASE_BLOB_H
/*
 * blob: files kept by what they hold.
 *
 * A folder with 256 folders: the file whose SHA-256 is abcdef... in hex stands
 * at ab/cdef... . Every name in it is made here; nothing of what a file was
 * called reaches the disk. A name that is there is a whole file, whatever was
 * killed when: it is written without a name, synced, then linked, then its
 * folder is synced. What is there is never written to again.
 *
 *	blob_open(dir, floor, &b, e)
 *	while (...)
 *		blob_write(&b, bytes, n, e)
 *	blob_keep(&b, e)		b.hash, b.size: a row may name it now
 *	blob_hold(&b, e)		within the row's transaction
 *	blob_drop(&b)			always, whatever went wrong
 *
 * Which of them are wanted is for rows to say (table blob_file: hash, size),
 * and a row is written after its file. So a file may be without row (an upload
 * that was cut off; swept after a day), a row never without its whole file.
 *
 * Nobody else may read them: files are 0600 and folders 0700, and if the top
 * folder is open to its group (a web server that sends them), so are they. They
 * belong to whom the top folder belongs, also when root writes them.
 *
 * Errors: ERR_BUSY, the disk is full or would have less than the floor left;
 * ERR_BROKEN, anything else of the disk. A sync that failed is not tried again.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/instant.h"
#include "base/rng.h"

#define BLOB_FOLDERS 256
#define BLOB_NAME (2 * RNG_HASH_LEN + 2) /* "ab/cdef..." with its NUL */
#define BLOB_HEAD 512                    /* of its first bytes we remember */

/* A file on its way in. */
struct blob {
	int top, fd; /* -1: none */
	int64_t floor, checked;
	mode_t group; /* what the group may do, of the top folder */
	uid_t owner;  /* whose that is, and of which group */
	gid_t owner_group;
	struct rng_sha sha;
	/* For you. */
	int64_t size;
	unsigned char head[BLOB_HEAD];
	size_t head_n;
	unsigned char hash[RNG_HASH_LEN]; /* after blob_keep() */
};

/* Nothing to drop yet. */
#define BLOB_NONE                                                              \
	{                                                                      \
		.top = -1, .fd = -1                                            \
	}

/*
 * Start one below ${dir}; no file has a name yet. At least ${floor} bytes and a
 * twentieth of the disk must stay free.
 */
enum err_kind blob_open(const char *dir, int64_t floor, struct blob *b,
			struct err *e) MUST_CHECK;

enum err_kind blob_write(struct blob *b, const void *bytes, size_t n,
			 struct err *e) MUST_CHECK;

/* All of it was written: give it its name. It stays if it is there already. */
enum err_kind blob_keep(struct blob *b, struct err *e) MUST_CHECK;

/*
 * While the row of its hash is locked: is it still there, whole? If somebody
 * tidied it away in between it is put back.
 */
enum err_kind blob_hold(struct blob *b, struct err *e) MUST_CHECK;

/* Close it; what was not kept is gone. Harmless twice. */
void blob_drop(struct blob *b);

/* ---- What is there --------------------------------------------------------
 */

/* "ab/cdef...": where it stands below the folder. */
void blob_name(const unsigned char hash[RNG_HASH_LEN], char out[BLOB_NAME]);

enum blob_state {
	BLOB_WHOLE,
	BLOB_MISSING,
	BLOB_WRONG /* of another size, or (blob_read) holding something else */
};

/* Is it there and of that size? Costs next to nothing. */
enum blob_state blob_state(const char *dir,
			   const unsigned char hash[RNG_HASH_LEN],
			   int64_t size);

/* The same, and does it hold what its name says? Reads all of it. */
enum blob_state blob_read(const char *dir,
			  const unsigned char hash[RNG_HASH_LEN], int64_t size);

/*
 * Take it away if it was written before that instant. One that is not there, or
 * younger, is no fault.
 */
enum err_kind blob_remove(const char *dir,
			  const unsigned char hash[RNG_HASH_LEN],
			  instant before, struct err *e) MUST_CHECK;

/* One file of a folder. */
struct blob_entry {
	unsigned char hash[RNG_HASH_LEN];
	int64_t size;
	instant written;
};

/*
 * blob_list(dir, folder, a, out, n, strange, e):
 * The files of the folder of that first byte (0 to 255), in order of hash;
 * *strange counts what else lies there, which none of us made. A folder that
 * is not there yet is empty.
 */
enum err_kind blob_list(const char *dir, int folder, struct arena *a,
			struct blob_entry **out, size_t *n, size_t *strange,
			struct err *e) MUST_CHECK;

/* Could a file be written there? ERR_BUSY: not for lack of room. */
enum err_kind blob_ready(const char *dir, int64_t floor,
			 struct err *e) MUST_CHECK;

#endif
