#include "support/templates.h"
#include "support/test.h"
#include "web/view.h"
#include "web/words.h"

const char *templates_dir(void)
{
	static char dir[500];
	const char *build = getenv("TEST_BUILDDIR");

	snprintf(dir, sizeof(dir), "%s/templates", build ? build : ".");
	return dir;
}

void templates_need(void)
{
	char dir[512];
	struct err e = { 0 };

	snprintf(dir, sizeof(dir), "%s/en", templates_dir());
	if (view_load(dir, &e) || words_load(&e))
		fail_msg("%s", e.msg);
}
