#include "web/audit_columns.h"

#include "base/limits.h"
#include "desk/audit_text.h"

void audit_columns_head(struct csv *csv)
{
	static const char *const names[] = {
		"at",   "who",    "via",    "request", "did",    "object", "id",
		"name", "change", "member", "order",   "before", "after"
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		csv_text(csv, names[i]);
}

const char *audit_columns_via(enum via via)
{
	static const char *const names[] = {
		[VIA_WEB] = "web",   [VIA_CLI] = "cli", [VIA_SWEEP] = "sweep",
		[VIA_MAIL] = "mail", [VIA_API] = "api", [VIA_IMPORT] = "import",
	};

	return (size_t)via < COUNT_OF(names) ? names[via] : NULL;
}

static void put_value(struct csv *csv, const struct audit_difference *d,
		      const struct json_in *v)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_SHOWN);

	if (v)
		audit_text_value(&b, d, v, NULL);
	csv_text(csv, v ? sbuf_text(&b) : NULL);
	sbuf_release(&b);
}

static void put_path(struct csv *csv, const struct audit_difference *d)
{
	struct sbuf b = SBUF_INIT(LIMIT_AUDIT_SHOWN);

	for (size_t i = 0; i < d->depth; i++)
		sbuf_printf(&b, "%s%s", i ? "." : "", d->path[i]);
	csv_text(csv, sbuf_text(&b));
	sbuf_release(&b);
}

static void put_entry(struct csv *csv, const struct audit_entry *x,
		      const struct zone *z)
{
	csv_time(csv, x->by.now, z);
	csv_text(csv, x->who ? x->who : NULL);
	csv_text(csv, audit_columns_via(x->by.via));
	csv_text(csv, x->by.request_id);
	csv_text(csv, !x->was ? "made" : !x->became ? "taken away" : "changed");
	csv_text(csv, audit_store_object_name((int)x->object));
	csv_text(csv, x->about);
	csv_text(csv, x->name);
	csv_text(csv, x->oid);
}

static void put_difference(struct csv *csv, const struct audit_difference *d)
{
	put_path(csv, d);
	csv_text(csv, d->order ? "yes" : NULL);
	put_value(csv, d, d->was);
	put_value(csv, d, d->is);
}

enum err_kind audit_columns_rows(struct arena *a, struct csv *csv,
				 const struct audit_entry *x,
				 const struct zone *z, audit_columns_end *end,
				 void *cookie, struct err *e)
{
	struct audit_differences all;

	if (audit_diff(a, x->was, x->became, &all, e))
		(void)err_wrap(e, "change %s", x->oid);
	for (size_t i = 0; !e->kind && i < all.n; i++) {
		put_entry(csv, x, z);
		put_difference(csv, &all.v[i]);
		(void)end(cookie, e);
	}
	if (!e->kind && all.n == 0) {
		put_entry(csv, x, z);
		for (int i = 0; i < 4; i++)
			csv_none(csv);
		(void)end(cookie, e);
	}
	audit_diff_free(&all);
	return e->kind;
}
