#include "cli/calc_cache.h"

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/zone.h"
#include "cli/calc_line.h"
#include "core/calendar.h"

#define KEY_MAX                                                                \
	(256 + 7 * LIMIT_WINDOWS_PER_DAY * sizeof(struct packed_window) +      \
	 LIMIT_EXCEPTIONS * sizeof(struct packed_closure))

struct packed_window {
	int16_t weekday, from, to;
};

struct packed_closure {
	int32_t day;
	int16_t from, to;
};

struct entry {
	struct entry *chain;         /* of the same bucket */
	struct entry *newer, *older; /* by use */
	uint64_t hash;
	size_t key_n, bytes;
	char *key;
	struct calendar *calendar;
};

struct calc_cache {
	struct entry **buckets;
	size_t nbuckets; /* a power of two */
	struct entry *newest, *oldest;
	size_t n, max, bytes, max_bytes;
	struct sbuf key;       /* of the line at hand */
	struct arena *scratch; /* to compile in */
};

/* ---- Keys ---------------------------------------------------------------- */

static void add(struct sbuf *b, const void *p, size_t n)
{
	sbuf_add(b, p, n);
}

/* The line has its windows and closures in canonical order. */
static void make_key(struct sbuf *key, const struct calc_line *l)
{
	sbuf_clear(key);
	add(key, l->zone, strlen(l->zone) + 1);
	add(key, &l->nwindows, sizeof(l->nwindows));
	for (size_t i = 0; i < l->nwindows; i++) {
		struct packed_window w = {
			.weekday = (int16_t)l->windows[i].weekday,
			.from = (int16_t)l->windows[i].from_min,
			.to = (int16_t)l->windows[i].to_min,
		};

		add(key, &w, sizeof(w));
	}
	for (size_t i = 0; i < l->nclosures; i++) {
		struct packed_closure c = {
			.day = (int32_t)l->closures[i].day,
			.from = (int16_t)l->closures[i].from_min,
			.to = (int16_t)l->closures[i].to_min,
		};

		add(key, &c, sizeof(c));
	}
}

static uint64_t hash_of(const char *s, size_t n)
{
	uint64_t h = n, word;

	for (; n > 0; s += sizeof(word)) {
		size_t take = n < sizeof(word) ? n : sizeof(word);

		word = 0;
		memcpy(&word, s, take);
		h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
		n -= take;
	}
	return h;
}

/* ---- The list by use ----------------------------------------------------- */

static void unlist(struct calc_cache *c, struct entry *en)
{
	if (en->newer)
		en->newer->older = en->older;
	else
		c->newest = en->older;
	if (en->older)
		en->older->newer = en->newer;
	else
		c->oldest = en->newer;
}

static void list_newest(struct calc_cache *c, struct entry *en)
{
	en->newer = NULL;
	en->older = c->newest;
	if (c->newest)
		c->newest->newer = en;
	else
		c->oldest = en;
	c->newest = en;
}

static struct entry **bucket_of(struct calc_cache *c, uint64_t hash)
{
	return &c->buckets[hash & (c->nbuckets - 1)];
}

static void forget_oldest(struct calc_cache *c)
{
	struct entry *en = c->oldest;
	struct entry **at = bucket_of(c, en->hash);

	while (*at != en)
		at = &(*at)->chain;
	*at = en->chain;
	unlist(c, en);
	c->n--;
	c->bytes -= en->bytes;
	free(en);
}

/* ---- Entries ------------------------------------------------------------- */

static const struct calendar *compile(struct calc_cache *c,
				      const struct calc_line *l, struct err *e)
{
	struct calendar_spec spec = {
		.windows = l->windows,
		.nwindows = l->nwindows,
		.closures = l->closures,
		.nclosures = l->nclosures,
	};

	if (zone_find(l->zone, &spec.zone, e)) {
		err_wrap(e, "tz");
		return NULL;
	}
	return calendar_new(c->scratch, &spec, e);
}

/* One block: the entry, its calendar, its key. */
static struct entry *entry_new(const struct calendar *calendar,
			       const struct sbuf *key)
{
	size_t size = calendar_bytes(calendar);
	struct entry *en = malloc(sizeof(*en) + size + key->len);

	if (!en)
		abort();
	en->calendar = (struct calendar *)(en + 1);
	en->key = (char *)(en + 1) + size;
	en->key_n = key->len;
	en->bytes = sizeof(*en) + size + key->len;
	memcpy(en->calendar, calendar, size);
	memcpy(en->key, key->p, key->len);
	return en;
}

static void keep(struct calc_cache *c, struct entry *en)
{
	struct entry **bucket = bucket_of(c, en->hash);

	en->chain = *bucket;
	*bucket = en;
	list_newest(c, en);
	c->n++;
	c->bytes += en->bytes;
	while (c->n > 1 && (c->n > c->max || c->bytes > c->max_bytes))
		forget_oldest(c);
}

static struct entry *look_up(struct calc_cache *c, uint64_t hash)
{
	struct entry *en = *bucket_of(c, hash);

	while (en && (en->hash != hash || en->key_n != c->key.len ||
		      memcmp(en->key, c->key.p, en->key_n) != 0))
		en = en->chain;
	return en;
}

const struct calendar *calc_cache_find(struct calc_cache *c,
				       const struct calc_line *l, struct err *e)
{
	const struct calendar *calendar;
	struct entry *en;
	uint64_t hash;

	make_key(&c->key, l);
	hash = hash_of(c->key.p, c->key.len);
	en = look_up(c, hash);
	if (en) {
		unlist(c, en);
		list_newest(c, en);
		return en->calendar;
	}
	calendar = compile(c, l, e);
	if (calendar) {
		en = entry_new(calendar, &c->key);
		en->hash = hash;
		keep(c, en);
		calendar = en->calendar;
	}
	arena_reset(c->scratch);
	return calendar;
}

struct calc_cache *calc_cache_new(size_t max, size_t max_bytes)
{
	struct calc_cache *c = calloc(1, sizeof(*c));
	size_t n = 16;

	while (n < max)
		n *= 2;
	if (!c || !(c->buckets = calloc(n, sizeof(*c->buckets))))
		abort();
	c->nbuckets = n;
	c->max = max;
	c->max_bytes = max_bytes;
	c->key = (struct sbuf)SBUF_INIT(KEY_MAX);
	c->scratch = arena_new();
	return c;
}

void calc_cache_free(struct calc_cache *c)
{
	if (!c)
		return;
	while (c->n > 0)
		forget_oldest(c);
	sbuf_release(&c->key);
	arena_free(c->scratch);
	free(c->buckets);
	free(c);
}

size_t calc_cache_count(const struct calc_cache *c)
{
	return c->n;
}

size_t calc_cache_bytes(const struct calc_cache *c)
{
	return c->bytes;
}
