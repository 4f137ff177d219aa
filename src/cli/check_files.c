#include "cli/check_files.h"

#include "base/blob.h"
#include "store/blob_store.h"

static void found(struct desk_check *c, const char *kind, const char *name,
		  const char *stands, const char *should)
{
	const struct check_finding f = { kind, "-", name, stands, should };

	c->each(c->cookie, &f);
}

static enum err_kind check_file(struct desk_check *c, const char *dir,
				const struct blob_row *b, bool quick,
				struct err *e)
{
	enum blob_state state = quick ? blob_state(dir, b->hash, b->size)
				      : blob_read(dir, b->hash, b->size);
	char name[BLOB_NAME];
	bool has;

	if (state == BLOB_WHOLE)
		return ERR_NONE;
	if (check_store_has_blob(c->db, c->arena, b->hash, &has, e))
		return e->kind;
	blob_name(b->hash, name);
	if (has && state == BLOB_MISSING)
		found(c, "blob.missing", name, "no file", "a file");
	else if (has)
		found(c, "blob.content", name, "something else",
		      "what its name and its row say");
	return ERR_NONE;
}

static bool has_row(const struct blob_row *rows, size_t n,
		    const struct blob_entry *file)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = memcmp(rows[mid].hash, file->hash, RNG_HASH_LEN);

		if (order == 0)
			return true;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

enum err_kind check_files_folder(struct desk_check *c, const char *dir,
				 int folder, bool quick, instant now,
				 int64_t *orphans, struct err *e)
{
	struct blob_row *rows;
	struct blob_entry *files;
	size_t n, nfiles, strange;

	arena_reset(c->arena);
	/* Files first: what is noted between the two has its file. */
	if (blob_list(dir, folder, c->arena, &files, &nfiles, &strange, e) ||
	    blob_store_list(c->db, c->arena, folder, &rows, &n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++)
		if (check_file(c, dir, &rows[i], quick, e))
			return e->kind;
	for (size_t i = 0; i < nfiles; i++)
		*orphans += files[i].written < now - DAY_SECONDS &&
			    !has_row(rows, n, &files[i]);
	*orphans += (int64_t)strange;
	return ERR_NONE;
}
