#include "desk/action_json.h"

#include <string.h>
#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/department_store.h"
#include "store/level_read.h"
#include "store/name_store.h"
#include "store/person_store.h"
#include "store/tag_store.h"

/* The member beside "do" that says whom, what or where; NULL: none. */
static const char *const members[ACTION_KIND_N] = {
	[ACTION_TELL_ADDRESS] = "address",
	[ACTION_PRIORITY] = "priority",
	[ACTION_ASSIGN] = "person",
	[ACTION_TRANSFER] = "department",
	[ACTION_TAG] = "tag",
	[ACTION_UNTAG] = "tag",
	[ACTION_NOTE] = "text",
	[ACTION_LEVEL] = "level",
	[ACTION_CALL] = "url",
};

/* ---- Reading ------------------------------------------------------------- */

/* By e-mail address; whoever has none by opaque id. */
static enum err_kind find_person(struct db *db, struct arena *a,
				 const char *word, int64_t *id, struct err *e)
{
	struct person p;

	if (strchr(word, '@') ? person_store_find_email(db, a, word, &p, e)
			      : person_store_find_oid(db, a, word, &p, e))
		return e->kind;
	*id = p.id.n;
	return ERR_NONE;
}

static enum err_kind find_department(struct db *db, struct arena *a,
				     const char *word, int64_t *id,
				     struct err *e)
{
	struct department d;

	if (department_store_find_name(db, a, word, &d, e))
		return e->kind;
	*id = d.id.n;
	return ERR_NONE;
}

static enum err_kind find_tag(struct db *db, struct arena *a, const char *word,
			      int64_t *id, struct err *e)
{
	struct tag t;

	if (tag_store_find_name(db, a, word, &t, e))
		return e->kind;
	*id = t.id.n;
	return ERR_NONE;
}

static enum err_kind find_level(struct db *db, struct arena *a,
				const char *word, int64_t *id, struct err *e)
{
	struct level_name l;

	if (level_read_find(db, a, word, &l, e))
		return e->kind;
	*id = l.id;
	return ERR_NONE;
}

static enum err_kind find_priority(const char *word, int64_t *id, struct err *e)
{
	for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++)
		if (str_eq(word, level_words_priority[p])) {
			*id = p;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID, "there is no such priority");
}

/* What ${word} names, for that kind. */
static enum err_kind find(struct db *db, struct arena *a, const char *word,
			  struct action *out, struct err *e)
{
	switch (out->kind) {
	case ACTION_PRIORITY:
		return find_priority(word, &out->id, e);
	case ACTION_ASSIGN:
		return find_person(db, a, word, &out->id, e);
	case ACTION_TRANSFER:
		return find_department(db, a, word, &out->id, e);
	case ACTION_TAG:
	case ACTION_UNTAG:
		return find_tag(db, a, word, &out->id, e);
	case ACTION_LEVEL:
		return find_level(db, a, word, &out->id, e);
	default:
		out->text = arena_str(a, word);
		return ERR_NONE;
	}
}

static enum err_kind read_object(struct db *db, struct arena *a,
				 const struct json_in *v, struct action *out,
				 struct err *e)
{
	const char *member = members[out->kind], *word;
	const struct json_in *of = member ? json_in_get(v, member) : NULL;
	size_t n;

	if (json_in_count(v) != (member ? 2 : 1) || (member && !of))
		return err_set(e, ERR_INVALID, "must have \"do\"%s%s%s",
			       member ? " and \"" : " alone",
			       member ? member : "", member ? "\"" : "");
	if (!member || (out->kind == ACTION_ASSIGN && json_in_is_null(of)))
		return ERR_NONE;
	word = json_in_str(of, &n);
	if (!word)
		return err_set(e, ERR_INVALID, "%s: must be a text", member);
	if (find(db, a, word, out, e)) {
		if (e->kind == ERR_NOT_FOUND)
			e->kind = ERR_INVALID;
		return err_wrap(e, "%s", member);
	}
	return ERR_NONE;
}

static enum err_kind read_one(struct db *db, struct arena *a,
			      const struct json_in *v, struct action *out,
			      struct err *e)
{
	size_t n;
	const char *what = json_in_is_object(v)
				   ? json_in_str(json_in_get(v, "do"), &n)
				   : NULL;

	if (!what || !action_of(what, &out->kind))
		return err_set(e, ERR_INVALID, "do: must be a word: %s, ...",
			       action_name(0));
	if (read_object(db, a, v, out, e))
		return err_wrap(e, "%s", what);
	return ERR_NONE;
}

enum err_kind action_json_read(struct db *db, struct arena *a,
			       const struct json_in *v,
			       struct step_actions *out, struct err *e)
{
	size_t n = json_in_count(v);
	struct action *actions;

	if (!json_in_is_array(v) || n > LIMIT_STEP_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "actions: must be a list of at most %d",
			       LIMIT_STEP_ACTIONS);
	actions = ARENA_ARRAY(a, n, struct action);
	for (size_t i = 0; i < n; i++) {
		actions[i] = (struct action){ 0 };
		if (read_one(db, a, json_in_at(v, i), &actions[i], e))
			return err_wrap(e, "action %zu", i + 1);
	}
	*out = (struct step_actions){ actions, (int)n };
	return ERR_NONE;
}

/* ---- Writing ------------------------------------------------------------- */

static enum err_kind name_person(struct db *db, struct arena *a, int64_t id,
				 const char **out, struct err *e)
{
	struct person p;

	*out = NULL; /* nobody */
	if (id == 0)
		return ERR_NONE;
	if (person_store_find(db, a, (person_id){ id }, &p, e))
		return e->kind;
	*out = p.email ? p.email : p.oid;
	return ERR_NONE;
}

static enum err_kind name_tag(struct db *db, struct arena *a, int64_t id,
			      const char **out, struct err *e)
{
	struct tag t;

	if (tag_store_find(db, a, (tag_id){ id }, &t, e))
		return e->kind;
	*out = t.name;
	return ERR_NONE;
}

static enum err_kind name_level(struct db *db, struct arena *a, int64_t id,
				const char **out, struct err *e)
{
	struct level_name l;

	if (level_read_id(db, a, id, &l, e))
		return e->kind;
	*out = l.name;
	return ERR_NONE;
}

/* How find() would know it again. */
static enum err_kind name(struct db *db, struct arena *a,
			  const struct action *is, const char **out,
			  struct err *e)
{
	switch (is->kind) {
	case ACTION_PRIORITY:
		*out = level_words_priority[is->id];
		return ERR_NONE;
	case ACTION_ASSIGN:
		return name_person(db, a, is->id, out, e);
	case ACTION_TRANSFER:
		return name_store_department(name_store_new(a), db,
					     (department_id){ is->id }, out, e);
	case ACTION_TAG:
	case ACTION_UNTAG:
		return name_tag(db, a, is->id, out, e);
	case ACTION_LEVEL:
		return name_level(db, a, is->id, out, e);
	default:
		*out = is->text;
		return ERR_NONE;
	}
}

enum err_kind action_json_write(struct db *db, struct arena *a,
				const struct step_actions *actions,
				struct json_out *j, struct err *e)
{
	if (actions->n == 0)
		return ERR_NONE;
	json_out_array(j, "actions");
	for (int i = 0; i < actions->n; i++) {
		const struct action *is = &actions->v[i];
		const char *word = NULL;

		if (members[is->kind] && name(db, a, is, &word, e))
			return e->kind;
		json_out_object(j, NULL);
		json_out_str(j, "do", action_name(is->kind));
		if (members[is->kind])
			json_out_str(j, members[is->kind], word);
		json_out_end_object(j);
	}
	json_out_end_array(j);
	return ERR_NONE;
}
