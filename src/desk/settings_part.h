#ifndef DESK_SETTINGS_PART_H
#define DESK_SETTINGS_PART_H
/*
 * settings_part: between the files of settings. What a desk says as elements,
 * and the other way round; elements are as settings_words_check() leaves them.
 */
#include "desk/settings.h"
#include "desk/settings_words.h"
#include "store/calendar_store.h"
#include "store/level_store.h"
#include "store/rule_store.h"

struct settings {
	struct xml_element *root;
};

/* A desk as it stands. */
struct settings_desk {
	struct xml_element *root;
	const char *text; /* ... written */
	size_t n;
	int64_t *rules; /* rule.id of each element of "rules" */
	size_t nrules, rules_cap;
	const char **left_out, **cut; /* as of settings_text */
	size_t nleft_out, left_cap, ncut, cut_cap;
};

/* Inside a transaction. */
enum err_kind settings_look(struct job *job, struct settings_desk *out,
			    struct err *e) MUST_CHECK;
enum err_kind settings_write(struct arena *a, const struct xml_element *root,
			     const char **text, size_t *n,
			     struct err *e) MUST_CHECK;
void settings_seen(const struct settings_desk *d,
		   char out[SETTINGS_SEEN_LEN + 1]);

/* ${yes} as "yes" or "no". */
void settings_set_flag(struct arena *a, struct xml_element *el,
		       const char *name, bool yes);

/* ---- Out: ${to} is the element that it becomes a child of. --------------- */

void settings_put_calendar(struct arena *a, struct xml_element *to,
			   const struct calendar_draft *d);
/* *cut: without actions of steps, for what they name is gone. */
enum err_kind settings_put_level(struct job *job, struct xml_element *to,
				 const struct level *l, const char *calendar,
				 bool *cut, struct err *e) MUST_CHECK;
/* *put: false, and nothing, when what it names is gone. */
enum err_kind settings_put_rule(struct job *job, struct xml_element *to,
				const struct rule_row *rule, bool *put,
				struct err *e) MUST_CHECK;
/* ERR_NOT_FOUND, and nothing: what it names is gone, or a choice that is
 * archived, which nobody can write any more. */
enum err_kind settings_put_action(struct job *job, struct xml_element *to,
				  const struct action *is,
				  struct err *e) MUST_CHECK;

/* ---- In: what it names is looked up. ------------------------------------- */

enum err_kind settings_get_calendar(struct job *job,
				    const struct xml_element *el,
				    struct calendar_draft *out,
				    struct err *e) MUST_CHECK;
enum err_kind settings_get_level(struct job *job, const struct xml_element *el,
				 struct level_draft *out,
				 struct err *e) MUST_CHECK;
enum err_kind settings_get_rule(struct job *job, const struct xml_element *el,
				struct rule_draft *out,
				struct err *e) MUST_CHECK;
enum err_kind settings_get_action(struct job *job, const struct xml_element *el,
				  struct action *out, struct err *e) MUST_CHECK;

/* ---- Made and changed: departments, tags, groups, fields, companies, people
 */

enum err_kind settings_save_thing(struct job *job, const struct xml_element *el,
				  bool there, struct err *e) MUST_CHECK;
/* Archived or disabled, if it says so, or is to be removed. */
enum err_kind settings_end_thing(struct job *job, const struct xml_element *el,
				 bool remove, struct err *e) MUST_CHECK;
/* The same for a field, or choices of it. ${gone_too}: the file lacks it. */
enum err_kind settings_end_field(struct job *job, const struct xml_element *el,
				 bool gone_too, bool remove,
				 struct err *e) MUST_CHECK;
/* Those that are asked stand as in the file. */
enum err_kind settings_order_fields(struct job *job,
				    const struct xml_element *section,
				    struct err *e) MUST_CHECK;

#endif
