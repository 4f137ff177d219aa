#include "desk/settings_part.h"

#include <strings.h>
#include "base/str.h"
#include "store/person_store.h"

/* Addresses as they are stored, so that they are found again. */
static void lower_emails(struct arena *a, struct xml_element *people)
{
	for (struct xml_element *p = people->first; p; p = p->next)
		for (size_t i = 0; i < p->nattrs; i++)
			if (str_eq(p->attrs[i].name, "email"))
				p->attrs[i].value = person_store_address(
					a, p->attrs[i].value);
}

/* What pauses a metric anyway need not be said, and is not exported. */
static bool is_usual(const struct xml_element *el)
{
	int m = settings_choice(el, "metric", settings_word_metric);

	return xml_is(el, "pause") &&
	       settings_choices(el, "statuses", settings_word_pause) ==
		       level_default_pauses((enum metric)m);
}

static void drop_usual(struct xml_element *level)
{
	struct xml_element *next = level->first;

	level->first = level->last = NULL;
	while (next) {
		struct xml_element *c = next;

		next = c->next;
		if (!is_usual(c))
			xml_append(level, c);
	}
}

enum err_kind settings_read(struct arena *a, const char *text, size_t n,
			    struct settings **out, struct err *e)
{
	struct settings *s = ARENA_NEW(a, struct settings);
	struct xml_element *people, *levels;

	*out = NULL;
	if (xml_read(a, text, n, &s->root, e))
		return e->kind;
	people = xml_child(s->root, "people");
	if (people && xml_is(s->root, settings_words.name))
		lower_emails(a, people);
	if (settings_words_check(a, s->root, e))
		return e->kind;
	levels = xml_child(s->root, "levels");
	for (struct xml_element *l = levels ? levels->first : NULL; l;
	     l = l->next)
		drop_usual(l);
	*out = s;
	return ERR_NONE;
}

static const char *of_desk(const struct settings *s, const char *attr)
{
	const struct xml_element *desk = xml_child(s->root, "desk");

	return desk ? xml_get(desk, attr) : NULL;
}

const char *settings_desk_name(const struct settings *s)
{
	return of_desk(s, "name");
}

const char *settings_desk_zone(const struct settings *s)
{
	return of_desk(s, "zone");
}

const char *settings_person_name(const struct settings *s, const char *email)
{
	const struct xml_element *all = xml_child(s->root, "people");

	for (const struct xml_element *p = all ? all->first : NULL; p;
	     p = p->next)
		if (strcasecmp(xml_get(p, "email"), email) == 0)
			return xml_get(p, "name");
	return NULL;
}
