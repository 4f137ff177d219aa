#include "core/colour.h"

#include "base/str.h"

static const char *const names[COLOUR_N] = {
	[COLOUR_NONE] = "none",     [COLOUR_RED] = "red",
	[COLOUR_ORANGE] = "orange", [COLOUR_YELLOW] = "yellow",
	[COLOUR_GREEN] = "green",   [COLOUR_TEAL] = "teal",
	[COLOUR_BLUE] = "blue",     [COLOUR_PURPLE] = "purple",
	[COLOUR_PINK] = "pink",     [COLOUR_BROWN] = "brown",
};

const char *colour_name(enum colour c)
{
	return (unsigned)c < COLOUR_N ? names[c] : NULL;
}

bool colour_of(const char *name, enum colour *out)
{
	for (int c = COLOUR_NONE; c < COLOUR_N; c++)
		if (str_eq(names[c], name)) {
			*out = (enum colour)c;
			return true;
		}
	return false;
}
