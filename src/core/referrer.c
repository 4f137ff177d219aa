#include "core/referrer.h"

#include "base/limits.h"
#include "base/str.h"
#include <strings.h>

static bool has_control(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return true;
	return false;
}

const char *referrer_clean(struct arena *a, const char *said)
{
	size_t n;

	if (!said || !str_utf8_valid(said, strlen(said)) || has_control(said))
		return NULL;
	n = strlen(said);
	said = str_trim(said, &n);
	if (str_blank(said, n))
		return NULL;
	return arena_copy(a, said, str_utf8_cut(said, n, LIMIT_REFERRER));
}

bool referrer_leads(const char *referrer)
{
	return (strncasecmp(referrer, "http://", 7) == 0 ||
		strncasecmp(referrer, "https://", 8) == 0) &&
	       !strchr(referrer, ' ');
}
