#include "support/test.h"
#include "support/exports.h"

const char *exports_path(const char *accel)
{
	assert_true(str_starts(accel, "/_spool/"));
	return arena_printf(fixture.arena, "%s/%s", ask_conf.spool_dir,
			    accel + strlen("/_spool/"));
}

const char *exports_get(const char *path, enum who who)
{
	static char text[1 << 20];
	struct answer a = ask(GET, path, who);
	size_t n;
	FILE *f;

	check_i64(path, a.status, 200);
	check_text("type", a.type, "text/csv; charset=utf-8");
	check_i64("body", (int64_t)a.body_n, 0);
	assert_non_null(a.accel);
	f = fopen(exports_path(a.accel), "re");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	return text;
}
