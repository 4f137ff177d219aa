#include "desk/action_json.h"

#include <string.h>
#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/custom_store.h"
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
	[ACTION_POSTPONE] = "seconds",
	[ACTION_FIELD] = "name",
	[ACTION_ANSWER] = "text",
	[ACTION_TELL_PERSON] = "person",
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
	case ACTION_TELL_PERSON:
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

/* ---- Custom fields ------------------------------------------------------- */

static enum err_kind pick(struct arena *a, const struct custom_field *f,
			  const char *name, const char **out, struct err *e)
{
	for (size_t i = 0; i < f->nchoices; i++)
		if (str_eq(f->choices[i].name, name)) {
			*out = f->choices[i].oid;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID, "%s: there is no choice %.60s",
		       arena_copy(a, f->name, strnlen(f->name, 60)), name);
}

/* Texts, true, or null: as custom_read() takes them. */
static enum err_kind read_typed(struct arena *a, const struct custom_field *f,
				const struct json_in *v, const char **out,
				size_t *n, struct err *e)
{
	bool list = json_in_is_array(v), flag;
	size_t most = list ? json_in_count(v) : 1, len;

	*n = 0;
	if (json_in_is_null(v))
		return ERR_NONE;
	if (f->kind == CUSTOM_FLAG) {
		if (!json_in_bool(v, &flag))
			return err_set(e, ERR_INVALID, "must be true or false");
		if (flag)
			out[(*n)++] = "1";
		return ERR_NONE;
	}
	if (most > LIMIT_FIELD_PICKS || (list && f->kind != CUSTOM_MANY))
		return err_set(e, ERR_INVALID, "must be a text, or null");
	for (size_t i = 0; i < most; i++) {
		const char *s = json_in_str(list ? json_in_at(v, i) : v, &len);

		if (!s)
			return err_set(e, ERR_INVALID,
				       "must be a text, or null");
		out[*n] = arena_str(a, s);
		if (custom_has_choices(f->kind) && pick(a, f, s, &out[*n], e))
			return e->kind;
		(*n)++;
	}
	return ERR_NONE;
}

static enum err_kind read_value(struct arena *a, const struct custom_field *f,
				const struct json_in *v, struct action *out,
				struct err *e)
{
	const char *typed[LIMIT_FIELD_PICKS];
	struct custom_value value;
	size_t n;

	if (read_typed(a, f, v, typed, &n, e) ||
	    custom_read(a, f, typed, n, NULL, &value, e))
		return err_wrap(e, "value");
	out->id = f->id;
	out->text = custom_write(a, f->kind, &value);
	return ERR_NONE;
}

static enum err_kind read_field(struct db *db, struct arena *a,
				const struct json_in *v, struct action *out,
				struct err *e)
{
	const struct json_in *value = json_in_get(v, "value");
	size_t n;
	const char *name = json_in_str(json_in_get(v, "name"), &n);
	struct custom_fields all;

	if (json_in_count(v) != 3 || !name || !value)
		return err_set(e, ERR_INVALID,
			       "must have \"do\", \"name\" and \"value\"");
	if (custom_store_list(db, a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].name, name))
			return read_value(a, &all.v[i], value, out, e);
	return err_set(e, ERR_INVALID,
		       "name: there is no custom field %.60s of tickets", name);
}

/* ---- One action ---------------------------------------------------------- */

/* To nobody, no level, without an end. */
static bool can_be_null(enum action_kind k)
{
	return k == ACTION_ASSIGN || k == ACTION_LEVEL || k == ACTION_POSTPONE;
}

static enum err_kind read_seconds(const struct json_in *v, struct action *out,
				  struct err *e)
{
	if (json_in_i64(v, &out->id) && out->id > 0)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "seconds: must be a whole number of them, or null: an"
		       " open end");
}

static enum err_kind read_word(struct db *db, struct arena *a,
			       const struct json_in *of, struct action *out,
			       struct err *e)
{
	const char *member = members[out->kind];
	size_t n;
	const char *word = json_in_str(of, &n);

	if (!word)
		return err_set(e, ERR_INVALID, "%s: must be a text", member);
	if (find(db, a, word, out, e)) {
		if (e->kind == ERR_NOT_FOUND)
			e->kind = ERR_INVALID;
		return err_wrap(e, "%s", member);
	}
	return ERR_NONE;
}

static enum err_kind read_object(struct db *db, struct arena *a,
				 const struct json_in *v, struct action *out,
				 struct err *e)
{
	const char *member = members[out->kind];
	const struct json_in *of = member ? json_in_get(v, member) : NULL;

	if (out->kind == ACTION_FIELD)
		return read_field(db, a, v, out, e);
	if (json_in_count(v) != (member ? 2 : 1) || (member && !of))
		return err_set(e, ERR_INVALID, "must have \"do\"%s%s%s",
			       member ? " and \"" : " alone",
			       member ? member : "", member ? "\"" : "");
	if (!member || (can_be_null(out->kind) && json_in_is_null(of)))
		return ERR_NONE;
	if (out->kind == ACTION_POSTPONE)
		return read_seconds(of, out, e);
	return read_word(db, a, of, out, e);
}

enum err_kind action_json_read_one(struct db *db, struct arena *a,
				   const struct json_in *v, struct action *out,
				   struct err *e)
{
	size_t n;
	const char *what = json_in_is_object(v)
				   ? json_in_str(json_in_get(v, "do"), &n)
				   : NULL;

	*out = (struct action){ 0 };
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
		if (action_json_read_one(db, a, json_in_at(v, i), &actions[i],
					 e))
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

	*out = NULL; /* none */
	if (id == 0)
		return ERR_NONE;
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
	case ACTION_TELL_PERSON:
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

/* ---- Custom fields, written ---------------------------------------------- */

static void put_value(struct json_out *j, const struct custom_field *f,
		      const struct action *is, const struct custom_value *v)
{
	if (f->kind == CUSTOM_FLAG) {
		json_out_bool(j, "value", v->set);
		return;
	}
	if (!custom_has_choices(f->kind)) {
		json_out_str(j, "value", v->set ? is->text : NULL);
		return;
	}
	if (f->kind == CUSTOM_CHOICE) {
		const struct custom_choice *c = v->nids ? custom_choice_of(
								  f, v->ids[0])
							: NULL;

		json_out_str(j, "value", c ? c->name : NULL);
		return;
	}
	json_out_array(j, "value");
	for (size_t i = 0; i < v->nids; i++) {
		const struct custom_choice *c = custom_choice_of(f, v->ids[i]);

		json_out_str(j, NULL, c ? c->name : NULL);
	}
	json_out_end_array(j);
}

static enum err_kind write_field(struct db *db, struct arena *a,
				 const struct action *is, struct json_out *j,
				 struct err *e)
{
	struct custom_fields all;

	if (custom_store_list(db, a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct custom_value v;
		struct err bad = { 0 };

		if (all.v[i].id != is->id)
			continue;
		/* What is archived since is not told. */
		if (custom_read_written(a, &all.v[i], is->text, &v, &bad))
			v = (struct custom_value){ 0 };
		json_out_str(j, "name", all.v[i].name);
		put_value(j, &all.v[i], is, &v);
		return ERR_NONE;
	}
	json_out_str(j, "name", NULL);
	json_out_str(j, "value", NULL);
	return ERR_NONE;
}

/* ---- One action, written ------------------------------------------------- */

static enum err_kind write_rest(struct db *db, struct arena *a,
				const struct action *is, struct json_out *j,
				struct err *e)
{
	const char *member = members[is->kind], *word = NULL;

	if (is->kind == ACTION_FIELD)
		return write_field(db, a, is, j, e);
	if (is->kind == ACTION_POSTPONE && is->id) {
		json_out_i64(j, member, is->id);
		return ERR_NONE;
	}
	if (member && name(db, a, is, &word, e)) {
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e); /* it is gone: its rule says so */
	}
	if (member)
		json_out_str(j, member, word);
	return ERR_NONE;
}

enum err_kind action_json_write_one(struct db *db, struct arena *a,
				    const struct action *is, struct json_out *j,
				    struct err *e)
{
	json_out_object(j, NULL);
	json_out_str(j, "do", action_name(is->kind));
	if (write_rest(db, a, is, j, e))
		return e->kind;
	json_out_end_object(j);
	return ERR_NONE;
}

enum err_kind action_json_write(struct db *db, struct arena *a,
				const struct step_actions *actions,
				struct json_out *j, struct err *e)
{
	if (actions->n == 0)
		return ERR_NONE;
	json_out_array(j, "actions");
	for (int i = 0; i < actions->n; i++)
		if (action_json_write_one(db, a, &actions->v[i], j, e))
			return e->kind;
	json_out_end_array(j);
	return ERR_NONE;
}
