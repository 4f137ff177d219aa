#ifndef CORE_COLOUR_H
#define CORE_COLOUR_H
/*
 * colour: the palette of tags and groups. What a colour looks like, in light
 * and dark, stands in static/css/tokens.css, where each is readable as text on
 * its own wash and on paper.
 *
 * The numbers are stored: add at the end, never renumber.
 */
#include <stdbool.h>

enum colour {
	COLOUR_NONE, /* as plain as paper */
	COLOUR_RED,
	COLOUR_ORANGE,
	COLOUR_YELLOW,
	COLOUR_GREEN,
	COLOUR_TEAL,
	COLOUR_BLUE,
	COLOUR_PURPLE,
	COLOUR_PINK,
	COLOUR_BROWN,
	COLOUR_N
};

/* "none", "red", ...; NULL for no such number. */
const char *colour_name(enum colour c);
bool colour_of(const char *name, enum colour *out);

#endif
