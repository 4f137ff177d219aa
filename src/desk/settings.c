#include "desk/settings_part.h"

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

enum err_kind settings_read(struct arena *a, const char *text, size_t n,
			    struct settings **out, struct err *e)
{
	struct settings *s = ARENA_NEW(a, struct settings);
	struct xml_element *people;

	*out = NULL;
	if (xml_read(a, text, n, &s->root, e))
		return e->kind;
	people = xml_child(s->root, "people");
	if (people && xml_is(s->root, settings_words.name))
		lower_emails(a, people);
	if (settings_words_check(a, s->root, e))
		return e->kind;
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

const char *settings_department(const struct settings *s)
{
	const struct xml_element *all = xml_child(s->root, "departments");

	for (const struct xml_element *d = all ? all->first : NULL; d;
	     d = d->next)
		if (!settings_flag(d, "archived", false))
			return xml_get(d, "name");
	return NULL;
}
