#include "cli/sample_files.h"

#include <unistd.h>

#include "base/blob.h"
#include "base/sbuf.h"
#include "store/blob_store.h"

enum {
	TEXTS = 10,
	LINES = 60,
	TEXT_BYTES = 16 * 1024,
	ROW_FILE = 5 << 28, /* of dice */
};
#define MIB (INT64_C(1024) * 1024)

/* One white point: enough of a screenshot. */
static const unsigned char point[] = {
	0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d,
	0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01,
	0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00,
	0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0x0f, 0x00, 0x01,
	0x01, 0x01, 0x00, 0x1c, 0xb0, 0x8c, 0x99, 0x00, 0x00, 0x00, 0x00, 0x49,
	0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
};

/* What a program wrote while it did not do what it should. */
static void write_log(struct sbuf *to, struct dice *d)
{
	static const char *const words[] = { "connect", "retry", "timeout",
					     "sync",    "save",  "open",
					     "refused", "print" };
	int64_t at = 8 * 3600;

	for (int i = 0; i < LINES; i++) {
		at += (int64_t)dice_below(d, 90);
		sbuf_printf(to, "%02d:%02d:%02d %s %s code=%d\n",
			    (int)(at / 3600 % 24), (int)(at / 60 % 60),
			    (int)(at % 60), i % 7 == 6 ? "ERROR" : "info",
			    words[dice_below(d, COUNT_OF(words))],
			    (int)dice_below(d, 900));
	}
}

static void write_table(struct sbuf *to, struct dice *d)
{
	sbuf_str(to, "order;article;pieces;price\n");
	for (int i = 0; i < LINES; i++)
		sbuf_printf(to, "%d;A-%03d;%d;%d.%02d\n",
			    10000 + (int)dice_below(d, 89999),
			    (int)dice_below(d, 999), 1 + (int)dice_below(d, 40),
			    (int)dice_below(d, 300), (int)dice_below(d, 100));
}

/* On disk, then noted: a row is never without its file. */
static enum err_kind keep(struct db *db, const struct conf *conf,
			  const void *bytes, size_t n, instant at,
			  struct history_content *out, struct err *e)
{
	struct blob b = BLOB_NONE;

	if (blob_open(conf->blob_dir, conf->files_floor_mib * MIB, &b, e) ||
	    blob_write(&b, bytes, n, e) || blob_keep(&b, e) || db_begin(db, e))
		goto out;
	if (blob_store_use(db, b.hash, b.size, at, e) || blob_hold(&b, e) ||
	    db_commit(db, e)) {
		db_rollback(db);
		goto out;
	}
	out->size = b.size;
	out->type = file_type_of(b.head, b.head_n);
	memcpy(out->hash, b.hash, sizeof(out->hash));
out:
	blob_drop(&b);
	return e->kind;
}

static enum err_kind keep_text(struct db *db, struct arena *a,
			       const struct conf *conf, const struct cast *cast,
			       int i, struct history_content *out,
			       struct err *e)
{
	struct sbuf text = SBUF_INIT(TEXT_BYTES);
	bool log = i % 2 == 0;
	struct dice d;
	enum err_kind kind;

	dice_init(&d, (uint64_t)cast->run.seed,
		  (uint64_t)ROW_FILE + (unsigned)i);
	if (log)
		write_log(&text, &d);
	else
		write_table(&text, &d);
	out->name = arena_printf(a, "%s-%d.%s", log ? "session" : "orders",
				 i / 2 + 1, log ? "log" : "csv");
	kind = keep(db, conf, sbuf_text(&text), text.len, cast->run.until, out,
		    e);
	sbuf_release(&text);
	return kind;
}

static enum err_kind keep_all(struct db *db, struct arena *a,
			      const struct conf *conf, const struct cast *cast,
			      struct history_content *out, struct err *e)
{
	for (int i = 0; i < TEXTS; i++)
		if (keep_text(db, a, conf, cast, i, &out[i], e))
			return e->kind;
	out[TEXTS].name = "screenshot.png";
	return keep(db, conf, point, sizeof(point), cast->run.until,
		    &out[TEXTS], e);
}

enum err_kind sample_files_make(struct db *db, struct arena *a,
				const struct conf *conf, struct cast *cast,
				struct err *e)
{
	struct history_content *files = ARENA_ARRAY(a, TEXTS + 1,
						    struct history_content);
	struct err none = { 0 };

	if (access(conf->blob_dir, W_OK)) {
		(void)fprintf(stderr,
			      "no files are sent: %s is no folder to keep them"
			      " in\n",
			      conf->blob_dir);
		return ERR_NONE;
	}
	if (keep_all(db, a, conf, cast, files, &none)) {
		if (none.kind != ERR_BUSY || db_ready(db, e))
			*e = none;
		else
			(void)fprintf(stderr, "no files are sent: %s\n",
				      none.msg);
		return e->kind;
	}
	cast->files = files;
	cast->nfiles = TEXTS + 1;
	return ERR_NONE;
}
