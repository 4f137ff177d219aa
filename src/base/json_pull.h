#ifndef BASE_JSON_PULL_H
#define BASE_JSON_PULL_H
/*
 * json_pull: JSON read piece by piece, without building a tree: for input of
 * many lines that must be fast and whose memory must not follow its length.
 * As strict as json_in, but telling two equal keys apart is the reader's work.
 *
 * What is read must be asked for in order. The first mistake sticks in
 * ${error}: from then on every question is answered with false.
 *
 *	json_pull_object(&p);
 *	while (json_pull_member(&p, &key))
 *		json_pull_skip(&p);
 *	if (!json_pull_end(&p))
 *		p.error says what is wrong at byte p.at - p.start
 */
#include "base/attr.h"

#define JSON_PULL_DEPTH 64
#define JSON_PULL_TEXT 256

struct json_pull {
	const char *start, *at, *end;
	const char *error; /* NULL: none so far */
	bool fresh;        /* just inside a bracket */
	unsigned depth;
	uint64_t objects; /* bit i: the bracket at depth i + 1 is a { */
	char text[JSON_PULL_TEXT];
};

/* Lent: until the next text is read. */
struct json_text {
	const char *s;
	size_t n;
};

enum json_kind {
	JSON_BAD, /* nothing that could be a value */
	JSON_OBJECT,
	JSON_ARRAY,
	JSON_STRING,
	JSON_NUMBER,
	JSON_BOOL,
	JSON_NULL,
};

/* Read the ${n} bytes at ${s}, which must stay where they are. */
void json_pull_init(struct json_pull *p, const char *s, size_t n);

/* What comes next; reads nothing but white space. */
enum json_kind json_pull_kind(struct json_pull *p);

/* Enter an object or an array. */
bool json_pull_object(struct json_pull *p);
bool json_pull_array(struct json_pull *p);

/*
 * Is there another member (its key is read), another element? False leaves
 * the object or the array.
 */
bool json_pull_member(struct json_pull *p, struct json_text *key);
bool json_pull_element(struct json_pull *p);

/*
 * A string, its escapes resolved. One with escapes is cut after
 * JSON_PULL_TEXT bytes.
 */
bool json_pull_string(struct json_pull *p, struct json_text *out);

/* A number, as it is written; a whole one that fits. */
bool json_pull_number(struct json_pull *p, struct json_text *out);
bool json_pull_i64(struct json_pull *p, int64_t *out);

/* Any value, checked and thrown away. */
bool json_pull_skip(struct json_pull *p);

/* Is all read, without a mistake, and nothing behind it? */
bool json_pull_end(struct json_pull *p);

bool json_text_is(struct json_text t, const char *s);

/* Which of ${n} names is it? ${n} if none. */
unsigned json_text_among(struct json_text t, const char *const *names,
			 unsigned n);

#endif
