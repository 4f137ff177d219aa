#ifndef CORE_RULE_INSIDE_H
#define CORE_RULE_INSIDE_H
/* rule_inside: compiled rules; for rule.c and rule_ask.c alone. */
#include "core/rule.h"

struct pattern;

/* A condition ready to be asked. Of two opposites one is the other negated. */
struct compiled {
	enum rule_field field;
	int64_t custom;
	int metric;
	enum rule_type type;
	enum rule_op op; /* the positive one */
	bool negated;
	const int64_t *ids; /* in order, each once */
	size_t nids;
	const struct rule_text *texts; /* folded */
	size_t ntexts;
	struct pattern *pattern;
	int64_t number;
	bool invalid;
};

struct compiled_group {
	const struct compiled *v;
	size_t n;
};

struct compiled_rule {
	bool active, invalid;
	const struct compiled_group *groups;
	size_t ngroups;
};

struct rules {
	struct arena *arena;
	const struct compiled_rule *v;
	size_t n;
	struct pattern **patterns; /* to be freed */
	size_t npatterns, cappatterns;
};

#endif
