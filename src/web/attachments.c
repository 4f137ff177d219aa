#include "web/attachments.h"
#include "base/blob.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/str.h"
#include "core/file_name.h"
#include "store/department_store.h"
#include "store/person_store.h"
#include "web/errors.h"
#include "web/names.h"
#include "web/site.h"
#include "web/words.h"
#include <inttypes.h>

#define NAME_SHOWN 40 /* characters */
#define MAC_LEN (2 * RNG_HASH_LEN)
#define EXPIRES_MAX (INT64_C(1) << 40)

/* ---- Links --------------------------------------------------------------- */

/* All but what RFC 8187 lets stand for itself. */
static void encode(struct sbuf *out, const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~";

	for (; *s; s++) {
		if (strchr(plain, *s))
			sbuf_char(out, *s);
		else
			sbuf_printf(out, "%%%02X", (unsigned char)*s);
	}
}

static const char *encoded(struct arena *a, const char *s)
{
	struct sbuf b = SBUF_INIT(LIMIT_URL);
	const char *out;

	encode(&b, s);
	out = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return out;
}

const char *attachments_disposition(struct arena *a, const char *name)
{
	return arena_printf(a, "attachment; filename*=UTF-8''%s",
			    encoded(a, name));
}

/* What a link to that file for that person until then is signed with. */
static enum err_kind sign(const struct req *rq, const char *oid,
			  const char *person, instant expires,
			  char out[MAC_LEN + 1], struct err *e)
{
	unsigned char key[RNG_HASH_LEN], mac[RNG_HASH_LEN];
	const char *text = arena_printf(rq->a, "file %s %s %" PRId64, oid,
					person, expires);

	if (!rng_unhex(rq->site->conf->files_key, key, sizeof(key)))
		return err_set(e, ERR_BROKEN,
			       "files_key must be 64 hex digits, drawn at"
			       " random: nobody gets a file without it");
	rng_mac(key, text, strlen(text), mac);
	rng_hex(mac, sizeof(mac), out);
	return ERR_NONE;
}

enum err_kind attachments_link(const struct req *rq, const char *oid,
			       const char *person, instant expires,
			       const char *name, const char **out,
			       struct err *e)
{
	char mac[MAC_LEN + 1];

	if (sign(rq, oid, person, expires, mac, e))
		return e->kind;
	*out = arena_printf(
		rq->a, "/f/%s/%s/%" PRId64 "/%s/%s", oid, person, expires, mac,
		encoded(rq->a, file_name_short(rq->a, name, NAME_SHOWN)));
	return ERR_NONE;
}

/* ---- On the desk --------------------------------------------------------- */

enum err_kind attachments_show(struct req *rq, struct resp *rs, struct err *e)
{
	/* The same link for a minute: the browser may know it already. */
	instant now = rq->job.by.now - rq->job.by.now % 60;
	struct attachment at;
	struct person p;
	const char *link;

	if (attachment_store_find(rq->job.db, rq->a, &rq->viewer, rq->oid, &at,
				  e) ||
	    person_store_find(rq->job.db, rq->a, rq->viewer.person, &p, e) ||
	    attachments_link(rq, at.oid, p.oid, now + LIMIT_FILE_LINK_SECONDS,
			     at.name, &link, e))
		return e->kind;
	http_redirect(rq, rs, "%s%s", rq->site->conf->files_url, link);
	return ERR_NONE;
}

static void show_file(const struct req *rq, struct view *list,
		      const struct attachment *at)
{
	const char *url = arena_printf(rq->a, "/attachments/%s", at->oid);
	bool shown = file_type_image(at->type) &&
		     at->size <= LIMIT_FILE_PREVIEW_BYTES;
	struct view *file = view_row(list, PARTS_FILES_FILE);
	struct view *how = view_row(file, shown ? PARTS_FILES_SHOWN
						: PARTS_FILES_PLAIN);
	char size[WORDS_TEXT];

	view_text(file, PARTS_FILES_NAME,
		  file_name_short(rq->a, at->name, NAME_SHOWN));
	view_text(file, PARTS_FILES_SIZE, words_size(at->size, size));
	view_text(how, PARTS_FILES_FILE_URL, url);
	if (shown)
		view_text(how, PARTS_FILES_PREVIEW_URL, url);
}

void attachments_list(const struct req *rq, struct view *v, const char *name,
		      const struct attachments *all, const char *message)
{
	struct view *list = NULL;

	for (size_t i = 0; i < all->n; i++) {
		if (!str_eq(all->v[i].message, message))
			continue;
		if (!list)
			list = view_include(v, name, PARTS_FILES_TPL);
		show_file(rq, list, &all->v[i]);
	}
}

/* ---- On the files' origin ------------------------------------------------ */

struct link {
	char oid[RNG_OID_LEN + 1], person[RNG_OID_LEN + 1];
	instant expires;
	char mac[MAC_LEN + 1];
};

/* The next part of a path, if it fits in ${size} with its NUL. */
static bool next_part(const char **s, char *out, size_t size)
{
	size_t n = strcspn(*s, "/?");

	if (n == 0 || n >= size || (*s)[n] != '/')
		return false;
	memcpy(out, *s, n);
	out[n] = '\0';
	*s += n + 1;
	return true;
}

/* As the client wrote it: what it was decoded to is nobody's business. */
static bool read_link(const char *uri, struct link *out)
{
	char expires[STR_I64];

	if (!str_starts(uri, "/f/"))
		return false;
	uri += 3;
	return next_part(&uri, out->oid, sizeof(out->oid)) &&
	       rng_oid_valid(out->oid) &&
	       next_part(&uri, out->person, sizeof(out->person)) &&
	       rng_oid_valid(out->person) &&
	       next_part(&uri, expires, sizeof(expires)) && *expires != '0' &&
	       str_to_i64(expires, 1, EXPIRES_MAX, &out->expires) &&
	       next_part(&uri, out->mac, sizeof(out->mac));
}

static int by_id(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static enum err_kind load_departments(struct req *rq, struct err *e)
{
	struct departments list;
	int64_t *ids;

	if (department_store_list_of(rq->job.db, rq->a, rq->viewer.person,
				     &list, e))
		return e->kind;
	ids = ARENA_ARRAY(rq->a, list.n, int64_t);
	for (size_t i = 0; i < list.n; i++)
		ids[i] = list.v[i].id.n;
	if (list.n > 0)
		qsort(ids, list.n, sizeof(*ids), by_id);
	rq->viewer.departments = ids;
	rq->viewer.ndepartments = list.n;
	return ERR_NONE;
}

/* Who the link is for, as they are now. */
static enum err_kind load_person(struct req *rq, const char *oid, struct err *e)
{
	struct person p;

	if (person_store_find_oid(rq->job.db, rq->a, oid, &p, e))
		return e->kind;
	rq->viewer.person = p.id;
	if (p.disabled != INSTANT_NONE)
		return err_set(e, ERR_NOT_FOUND,
			       "file: who it is for was"
			       " disabled");
	rq->viewer.roles = p.roles;
	rq->viewer.company = p.company;
	rq->viewer.sees_company = p.sees_company;
	access_viewer_ready(&rq->viewer);
	return p.roles & ROLES_STAFF ? load_departments(rq, e) : ERR_NONE;
}

/* Is it whole, as far as a glance tells? Nobody gets half a file. */
static enum err_kind look_at_file(const struct req *rq,
				  const struct attachment *at, struct err *e)
{
	enum blob_state state = blob_state(rq->site->conf->blob_dir, at->hash,
					   at->size);
	char name[BLOB_NAME];

	if (state == BLOB_WHOLE)
		return ERR_NONE;
	blob_name(at->hash, name);
	log_event(LOG_ERROR, "file_lost",
		  LOG_PAIRS(LOG_S("attachment", at->oid), LOG_S("file", name),
			    LOG_S("what", state == BLOB_MISSING
						  ? "missing"
						  : "of the wrong size")));
	return err_set(e, ERR_BROKEN, "file %s: lost", at->oid);
}

enum err_kind attachments_deliver(struct req *rq, struct resp *rs,
				  struct err *e)
{
	char mac[MAC_LEN + 1], name[BLOB_NAME];
	struct attachment at;
	struct link l;

	if (!read_link(rq->uri, &l))
		return err_set(e, ERR_NOT_FOUND, "file: no such link");
	memcpy(rq->oid, l.oid, sizeof(l.oid));
	if (sign(rq, l.oid, l.person, l.expires, mac, e))
		return e->kind;
	if (!str_secret_eq(l.mac, strlen(l.mac), mac, MAC_LEN))
		return err_set(e, ERR_NOT_FOUND, "file: wrong signature");
	if (l.expires <= rq->job.by.now) { /* whoever it is, ask again */
		http_redirect(rq, rs, "%s/attachments/%s",
			      rq->site->conf->base_url, l.oid);
		return ERR_NONE;
	}
	if (load_person(rq, l.person, e) ||
	    attachment_store_find(rq->job.db, rq->a, &rq->viewer, l.oid, &at,
				  e) ||
	    look_at_file(rq, &at, e))
		return e->kind;
	blob_name(at.hash, name);
	rs->accel = arena_printf(rq->a, "/_blob/%s", name);
	rs->content_type = file_type_mime(at.type);
	rs->disposition = attachments_disposition(rq->a, at.name);
	rs->cache = "private";
	return ERR_NONE;
}
