#include "core/zones.h"

#define MAX_ZONES 1000
#define FEWEST 300 /* or the list is not the one we mean */

static const struct zone *zones[MAX_ZONES];
static size_t count;

/* "Z name ..." and "L target name": a zone and a link. */
static void read_zones(void)
{
	FILE *f = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
	char line[1000], name[100];
	struct err e = { 0 };

	if (!f)
		fail_msg("there is no tzdata.zi");
	while (count < MAX_ZONES && fgets(line, sizeof(line), f))
		if (sscanf(line, "Z %99s", name) == 1 ||
		    sscanf(line, "L %*s %99s", name) == 1) {
			if (zone_find(name, &zones[count], &e))
				fail_msg("%s", e.msg);
			count++;
		}
	(void)fclose(f);
	if (count < FEWEST)
		fail_msg("only %zu zones", count);
}

size_t zones_count(void)
{
	if (count == 0)
		read_zones();
	return count;
}

const struct zone *zones_at(int64_t number)
{
	return zones[(size_t)number % zones_count()];
}
