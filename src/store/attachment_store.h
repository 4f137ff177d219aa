#ifndef STORE_ATTACHMENT_STORE_H
#define STORE_ATTACHMENT_STORE_H
/*
 * attachment_store: files that came with a message. Whoever may read the
 * message may have its files, and nobody else.
 */
#include "core/access.h"
#include "core/file_type.h"
#include "store/upload_store.h"

struct attachment {
	const char *oid;
	const char *name; /* for people; never a path */
	enum file_type type;
	int64_t size;
	unsigned char hash[RNG_HASH_LEN];
	const char *message; /* its opaque id */
};

/*
 * attachment_store_find(db, a, v, oid, out, e):
 * The one of that id if ${v} may see it: the ticket, and the message if it is a
 * private note. ERR_NOT_FOUND otherwise; msg says which of the two it was.
 */
enum err_kind attachment_store_find(struct db *db, struct arena *a,
				    const struct viewer *v, const char *oid,
				    struct attachment *out,
				    struct err *e) MUST_CHECK;

/*
 * Those of a ticket's messages with seq in [from, before), message by message
 * in their order; of private notes only when ${staff}.
 */
struct attachments {
	struct attachment *v;
	size_t n;
};
enum err_kind attachment_store_list(struct db *db, struct arena *a,
				    ticket_id ticket, bool staff, int64_t from,
				    int64_t before, struct attachments *out,
				    struct err *e) MUST_CHECK;

/* Those uploads are the files of that message (opaque id), in this order. */
enum err_kind attachment_store_add(struct db *db, struct arena *a,
				   const char *message, const struct upload *u,
				   size_t n, instant now,
				   struct err *e) MUST_CHECK;

/*
 * Give the copied messages of a ticket (message.copy_of) the files of those
 * that they are copies of, ${most} in all: the same content again. Nobody sent
 * them: they count for no one's day.
 */
enum err_kind attachment_store_copy(struct db *db, struct arena *a,
				    ticket_id ticket, size_t most, instant now,
				    struct err *e) MUST_CHECK;

#endif
