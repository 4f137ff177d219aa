#include "store/sql_words.h"

#include "base/sbuf.h"

#define NAME_MAX_BYTES 64
#define STATEMENT_MAX 1000

bool sql_words_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return *name && strlen(name) <= NAME_MAX_BYTES &&
	       name[strspn(name, plain)] == '\0';
}

enum err_kind sql_words_run(struct db *db, const char *const *words,
			    struct err *e)
{
	struct sbuf sql = SBUF_INIT(STATEMENT_MAX);
	enum err_kind kind;

	while (*words)
		sbuf_str(&sql, *words++);
	kind = db_run_script(db, sbuf_text(&sql), e);
	sbuf_release(&sql);
	return kind;
}
