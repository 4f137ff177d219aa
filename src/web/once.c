#include "web/once.h"
#include "base/rng.h"
#include "base/str.h"
#include "web/kept.h"
#include "web/uploads.h"
#include <inttypes.h>

#define SUFFIX_MAX 24

static bool well_formed(const struct http_pair *p)
{
	static const char token[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789-_";
	static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	const char *suffix;

	if (p->n < RNG_TOKEN_LEN || p->n > RNG_TOKEN_LEN + SUFFIX_MAX ||
	    strspn(p->text, token) < RNG_TOKEN_LEN)
		return false;
	suffix = p->text + RNG_TOKEN_LEN;
	return !*suffix || (*suffix == '-' &&
			    suffix + strspn(suffix, name) == p->text + p->n);
}

/* One piece, with its length in front: no two requests look the same. */
static void add(struct sbuf *b, const char *s, size_t n)
{
	sbuf_printf(b, "%zu:", n);
	sbuf_add(b, s, n);
}

static void hash(struct sbuf *b, unsigned char out[RNG_HASH_LEN])
{
	rng_sha256(sbuf_text(b), b->len, out);
	sbuf_release(b);
}

bool once_read(const struct req *rq, struct once *out)
{
	const struct http_pair *p = http_find(&rq->fields, "once");
	struct sbuf b = SBUF_INIT(SIZE_MAX / 2);

	if (!p || !well_formed(p))
		return false;
	sbuf_printf(&b, "%" PRId64 "-", rq->viewer.person.n);
	add(&b, p->text, p->n);
	hash(&b, out->key_hash);

	add(&b, rq->method_text, strlen(rq->method_text));
	add(&b, rq->path, strlen(rq->path));
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *f = &rq->fields.v[i];

		/* No hash of a password but the slow one is ever stored. */
		if (str_eq(f->name, "once") || kept_is_secret(f->name) ||
		    uploads_came_with(rq, f))
			continue;
		add(&b, f->name, strlen(f->name));
		add(&b, f->text, f->n);
	}
	uploads_identify(rq, &b);
	hash(&b, out->request_hash);
	return true;
}
