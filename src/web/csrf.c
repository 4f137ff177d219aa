#include "web/csrf.h"
#include "base/rng.h"
#include "base/str.h"
#include "web/site.h"

void csrf_token(const unsigned char key[CSRF_KEY_LEN], char out[CSRF_LEN + 1])
{
	unsigned char mac[RNG_HASH_LEN];

	rng_mac(key, "csrf", 4, mac);
	rng_hex(mac, sizeof(mac), out);
}

/* What follows our own origin in a URL, or NULL. */
static const char *after_origin(const struct req *rq, const char *url)
{
	const char *ours = rq->site->conf->base_url;

	return !str_empty(ours) && str_starts(url, ours) ? url + strlen(ours)
							 : NULL;
}

const char *csrf_local_referer(const struct req *rq)
{
	const char *path = after_origin(rq, rq->referer);

	return http_local_path(path) ? path : NULL;
}

bool csrf_same_origin(const struct req *rq)
{
	const char *rest;

	if (!str_empty(rq->sec_fetch_site) &&
	    !str_eq(rq->sec_fetch_site, "same-origin"))
		return false;
	if (!str_empty(rq->origin)) {
		rest = after_origin(rq, rq->origin);
		return rest && !*rest;
	}
	rest = after_origin(rq, rq->referer);
	return rest && (!*rest || *rest == '/');
}

bool csrf_token_good(const struct req *rq)
{
	const struct http_pair *p = http_find(&rq->fields, "csrf");

	return p && rq->csrf &&
	       str_secret_eq(p->text, p->n, rq->csrf, strlen(rq->csrf));
}
