#include "store/count_store.h"

#include "base/limits.h"
#include "store/sql_text.h"

/* clang-format off */
static const char *const fragments[COUNT_KINDS] = {
	[COUNT_COMPANY_PEOPLE] = "person WHERE company_id = ?",
	[COUNT_COMPANY_TICKETS] = "ticket WHERE company_id = ?",
	[COUNT_GROUP_PEOPLE] = "customer_group_person WHERE group_id = ?",
	[COUNT_GROUP_COMPANIES] = "customer_group_company WHERE group_id = ?",
	[COUNT_DEPARTMENT_OPEN] = "ticket WHERE is_open = 1 AND department_id = ?",
	[COUNT_DEPARTMENT_MEMBERS] = "department_member WHERE department_id = ?",
	[COUNT_LEVEL_OPEN] = "level_version v JOIN ticket t FORCE INDEX"
			     " (ticket_applied) ON t.level_version_id = v.id"
			     " AND t.is_open = 1 WHERE v.level_id = ?",
	[COUNT_PERSON_OPEN] = "ticket WHERE is_open = 1 AND assignee_id = ?",
	[COUNT_PERSON_TICKETS] = "ticket WHERE requester_id = ?",
	[COUNT_TAG_TICKETS] = "ticket_tag WHERE tag_id = ?",
	[COUNT_TAG_MERGED] = "tag WHERE merged_into = ?",
	[COUNT_TAG_EVENTS] = "event_tag WHERE tag_id = ?",
};
/* clang-format on */

enum err_kind count_store_each(struct db *db, struct arena *a,
			       enum count_kind kind, const int64_t *ids,
			       size_t n, int64_t *counts, struct err *e)
{
	struct sql_text sql;
	struct rows *r;

	if (n == 0)
		return ERR_NONE;
	sql_text_init(&sql, a);
	for (size_t i = 0; i < sql_text_padded(n); i++) {
		sql_text_add(&sql, i == 0 ? "SELECT " : ", ");
		sql_text_add(&sql, "(SELECT COUNT(*) FROM (SELECT 1 FROM ");
		sql_text_add(&sql, fragments[kind]);
		sql_text_add(&sql, " LIMIT ?) counted)");
		sql_text_bind(&sql, P_I64(sql_text_id(ids, n, i)));
		sql_text_bind(&sql, P_I64(LIMIT_COUNT + 1));
	}
	if (sql_text_query(&sql, db, &r, e))
		return err_wrap(e, "count");
	if (rows_next(r))
		for (size_t i = 0; i < n; i++)
			counts[i] = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind count_store_one(struct db *db, struct arena *a,
			      enum count_kind kind, int64_t id, int64_t *count,
			      struct err *e)
{
	*count = 0;
	return count_store_each(db, a, kind, &id, 1, count, e);
}
