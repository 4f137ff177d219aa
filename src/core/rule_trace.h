#ifndef CORE_RULE_TRACE_H
#define CORE_RULE_TRACE_H
/*
 * rule_trace: what each rule said when they were asked about a ticket, in few
 * bytes, kept with the event: later changes of rules change nothing of what is
 * told, for versions of rules and their conditions never change (sla.md D82).
 */
#include "base/arena.h"
#include "base/limits.h"
#include "core/rule.h"

/* One rule's word. */
struct rule_word {
	int64_t version; /* rule_version.id */
	enum rule_outcome outcome;
	/* RULE_FAILS: the first condition that failed in each group, by id.
	 * RULE_INVALID: the first that is, or none. */
	const int64_t *conditions;
	size_t n;
};

struct rule_trace {
	unsigned char bytes[LIMIT_RULE_TRACE];
	size_t n;
	bool cut; /* what did not fit is left out, and all behind it */
	int64_t version, condition; /* the last of each */
};

/* Add a word behind the others. Begin with all zeros. */
void rule_trace_add(struct rule_trace *t, const struct rule_word *w);

/* Going through one. */
struct rule_trace_reader {
	const unsigned char *at, *end;
	int64_t version, condition;
	bool cut; /* some words were left out, behind the last */
	bool bad; /* these bytes are no trace */
};

void rule_trace_read(struct rule_trace_reader *rd, const void *bytes, size_t n);

/* The next word, its conditions in ${a}; false at the end. */
bool rule_trace_next(struct rule_trace_reader *rd, struct arena *a,
		     struct rule_word *out);

#endif
