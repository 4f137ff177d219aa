#include "support/templates.h"
#include "support/test.h"
#include "web/view.h"
#include "web/words.h"

const char *templates_dir(void)
{
	static char dir[500];
	const char *build = getenv("TEST_BUILDDIR");

	snprintf(dir, sizeof(dir), "%s/templates/en", build ? build : ".");
	return dir;
}

void templates_need(void)
{
	struct err e = { 0 };

	if (view_load(templates_dir(), &e) || words_load(&e))
		fail_msg("%s", e.msg);
}
