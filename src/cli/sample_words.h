#ifndef CLI_SAMPLE_WORDS_H
#define CLI_SAMPLE_WORDS_H
/*
 * sample_words: what people on made-up tickets are called and write: the lists
 * of sql/sample/ (or $DUEDESK_SAMPLE_DIR), in several languages.
 */
#include "base/arena.h"
#include "base/dice.h"
#include "base/err.h"

struct words_list {
	const char **line;
	size_t n, cap;
};

/* What a language has for all its topics. */
enum words_common {
	WORDS_GREETING, /* of a customer */
	WORDS_THANKS,
	WORDS_MORE, /* a customer's later word */
	WORDS_CLOSING,
	WORDS_REPLY, /* how an answer begins */
	WORDS_SIGN,  /* ... and ends */
	WORDS_DONE,
	WORDS_WAIT,
	WORDS_COMMON_N
};

/* What belongs to one topic. */
enum words_of_topic {
	WORDS_SUBJECT,
	WORDS_ASK,
	WORDS_ANSWER,
	WORDS_NOTE,
	WORDS_OF_TOPIC_N
};

/* What is the same in all languages. */
enum words_shared {
	WORDS_PRODUCT,
	WORDS_TAG,
	WORDS_DEPARTMENT,
	WORDS_HEAD, /* of a company's name */
	WORDS_TAIL,
	WORDS_GIVEN,
	WORDS_FAMILY,
	WORDS_SHARED_N
};

struct words_topic {
	struct words_list list[WORDS_OF_TOPIC_N];
};

struct words_language {
	const char *code; /* "en" */
	struct words_list common[WORDS_COMMON_N];
	struct words_topic *topics;
	size_t ntopics, captopics;
};

#define WORDS_LANGUAGES 8

struct sample_words {
	struct words_list shared[WORDS_SHARED_N];
	struct words_language languages[WORDS_LANGUAGES]; /* the usual first */
	size_t nlanguages;
};

/* Read the lists into ${a}. ERR_NOT_FOUND without them, ERR_INVALID names a
 * line that is none, or what a language lacks. */
enum err_kind sample_words_read(struct arena *a, struct sample_words *w,
				struct err *e) MUST_CHECK;

/* A line by chance; lists are never empty. */
const char *sample_words_any(const struct words_list *l, struct dice *d);

/* What stands for {n}, {p}, {f} and {a}. */
struct words_names {
	int64_t number;
	const char *product, *customer, *agent;
};

/* The line with the names put in. */
const char *sample_words_fill(struct arena *a, const char *line,
			      const struct words_names *names);

#endif
