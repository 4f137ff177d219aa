#include "core/rule_trace.h"

#include <string.h>

/*
 * A word is the difference of its version to the one before, with the outcome
 * in its lowest two bits, and unless it holds a count and as many differences
 * of conditions. Numbers are written seven bits at a time, lowest first; a
 * trace that was cut ends with MORE.
 */
#define OUTCOMES 4
#define MORE RULE_OFF /* rules that are off have no word */
#define NUMBER_BYTES 10

static size_t put(unsigned char *to, uint64_t n)
{
	size_t len = 0;

	for (; n > 0x7f; n >>= 7)
		to[len++] = (unsigned char)(0x80 | (n & 0x7f));
	to[len++] = (unsigned char)n;
	return len;
}

/* Small whether it is above 0 or below. */
static uint64_t fold_sign(int64_t n)
{
	return n < 0 ? (~(uint64_t)n << 1) | 1 : (uint64_t)n << 1;
}

static int64_t unfold_sign(uint64_t n)
{
	return n & 1 ? (int64_t) ~(n >> 1) : (int64_t)(n >> 1);
}

void rule_trace_add(struct rule_trace *t, const struct rule_word *w)
{
	/* The end of one that is cut fits always. */
	size_t room = LIMIT_RULE_TRACE - 1 - t->n;
	unsigned char *to = t->bytes + t->n;
	size_t n;

	if (t->cut)
		return;
	if (room < (2 + w->n) * NUMBER_BYTES) {
		t->cut = true;
		t->bytes[t->n++] = MORE;
		return;
	}
	n = put(to, fold_sign(w->version - t->version) * OUTCOMES +
			    (uint64_t)w->outcome);
	t->version = w->version;
	if (w->outcome != RULE_HOLDS)
		n += put(to + n, w->n);
	for (size_t i = 0; w->outcome != RULE_HOLDS && i < w->n; i++) {
		n += put(to + n, fold_sign(w->conditions[i] - t->condition));
		t->condition = w->conditions[i];
	}
	t->n += n;
}

void rule_trace_read(struct rule_trace_reader *rd, const void *bytes, size_t n)
{
	*rd = (struct rule_trace_reader){
		.at = bytes, .end = (const unsigned char *)bytes + n
	};
}

static bool get(struct rule_trace_reader *rd, uint64_t *out)
{
	uint64_t n = 0;

	for (int shift = 0; shift < 63 && rd->at < rd->end; shift += 7) {
		unsigned char c = *rd->at++;

		n |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80)) {
			*out = n;
			return true;
		}
	}
	rd->bad = true;
	return false;
}

/* A number of the database: above 0. */
static bool get_id(struct rule_trace_reader *rd, uint64_t folded, int64_t *last)
{
	int64_t by = unfold_sign(folded);

	if (__builtin_add_overflow(*last, by, last) || *last <= 0)
		rd->bad = true;
	return !rd->bad;
}

static bool get_conditions(struct rule_trace_reader *rd, struct arena *a,
			   struct rule_word *out)
{
	uint64_t n, folded;
	int64_t *v;

	if (!get(rd, &n))
		return false;
	/* Each takes a byte at least. */
	if (n > (uint64_t)(rd->end - rd->at)) {
		rd->bad = true;
		return false;
	}
	v = ARENA_ARRAY(a, (size_t)n, int64_t);
	for (size_t i = 0; i < n; i++) {
		if (!get(rd, &folded) || !get_id(rd, folded, &rd->condition))
			return false;
		v[i] = rd->condition;
	}
	out->conditions = v;
	out->n = (size_t)n;
	return true;
}

bool rule_trace_next(struct rule_trace_reader *rd, struct arena *a,
		     struct rule_word *out)
{
	uint64_t head;

	*out = (struct rule_word){ 0 };
	if (rd->at == rd->end || rd->bad || !get(rd, &head))
		return false;
	out->outcome = (enum rule_outcome)(head % OUTCOMES);
	if (out->outcome == MORE) {
		rd->cut = true;
		rd->bad = rd->bad || rd->at != rd->end;
		return false;
	}
	if (!get_id(rd, head / OUTCOMES, &rd->version))
		return false;
	out->version = rd->version;
	return out->outcome == RULE_HOLDS || get_conditions(rd, a, out);
}
