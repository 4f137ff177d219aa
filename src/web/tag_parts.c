#include "web/tag_parts.h"
#include "web/names.h"

const struct field_choice tag_parts_colours[] = {
	{ "none", COLOUR_NONE },     { "red", COLOUR_RED },
	{ "orange", COLOUR_ORANGE }, { "yellow", COLOUR_YELLOW },
	{ "green", COLOUR_GREEN },   { "teal", COLOUR_TEAL },
	{ "blue", COLOUR_BLUE },     { "purple", COLOUR_PURPLE },
	{ "pink", COLOUR_PINK },     { "brown", COLOUR_BROWN },
	{ NULL, COLOUR_NONE },
};

static const char *const sections[COLOUR_N] = {
	[COLOUR_RED] = PARTS_TAG_RED,       [COLOUR_ORANGE] = PARTS_TAG_ORANGE,
	[COLOUR_YELLOW] = PARTS_TAG_YELLOW, [COLOUR_GREEN] = PARTS_TAG_GREEN,
	[COLOUR_TEAL] = PARTS_TAG_TEAL,     [COLOUR_BLUE] = PARTS_TAG_BLUE,
	[COLOUR_PURPLE] = PARTS_TAG_PURPLE, [COLOUR_PINK] = PARTS_TAG_PINK,
	[COLOUR_BROWN] = PARTS_TAG_BROWN,
};

struct view *tag_parts_pill(struct view *v, const char *include,
			    const struct tag_looks *l)
{
	struct view *pill = view_include(v, include, PARTS_TAG_TPL);

	view_text(pill, PARTS_TAG_NAME, l->name);
	if (l->url)
		view_text(view_row(pill, PARTS_TAG_LINK), PARTS_TAG_LIST_URL,
			  l->url);
	else
		view_show(pill, PARTS_TAG_PLAIN);
	if (colour_name(l->colour) && sections[l->colour])
		view_show(pill, sections[l->colour]);
	if (l->old)
		view_show(pill, PARTS_TAG_OLD);
	return pill;
}

struct view *tag_parts_tag(struct view *v, const char *include,
			   const struct tag *t, const char *url)
{
	return tag_parts_pill(
		v, include,
		&(struct tag_looks){ t->name, url, t->colour,
				     t->archived != INSTANT_NONE });
}

struct view *tag_parts_group(struct view *v, const char *include,
			     const struct customer_group *g, const char *url)
{
	return tag_parts_pill(
		v, include,
		&(struct tag_looks){ g->name, url, g->colour,
				     g->archived != INSTANT_NONE });
}

void tag_parts_open(struct view *v, const char *list, const char *include,
		    const struct tags *tags)
{
	struct view *row = NULL;

	for (size_t i = 0; i < tags->n; i++) {
		if (!tags->v[i].open)
			continue;
		if (!row)
			row = view_row(v, list);
		(void)tag_parts_tag(row, include, &tags->v[i], NULL);
	}
}

struct view *tag_parts_palette(struct view *v, const char *include,
			       int64_t chosen)
{
	struct view *palette = view_include(v, include, PARTS_PALETTE_TPL);

	view_show(palette, chosen > COLOUR_NONE && chosen < COLOUR_N
				   ? sections[chosen]
				   : PARTS_PALETTE_NONE);
	return palette;
}
