#include "store/staff_store.h"

static enum err_kind read_people(struct db *db, struct arena *a,
				 struct staff_list *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct staff_list){ 0 };
	if (db_query(db, a,
		     "SELECT id, oid, name, email, roles, disabled_at"
		     " FROM person WHERE roles > 1 ORDER BY id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		struct staff *s;

		ARENA_ROOM(a, out->v, out->n, cap);
		s = &out->v[out->n++];
		s->viewer.person.n = rows_i64(r);
		s->oid = rows_str(r);
		s->name = s->viewer.name = rows_str(r);
		s->email = rows_str(r);
		s->viewer.roles = (unsigned)rows_i64(r);
		s->disabled = rows_at(r) != INSTANT_NONE;
		access_viewer_ready(&s->viewer);
	}
	return rows_end(&r, e);
}

/* Both lists are in order of person. */
static enum err_kind read_members(struct db *db, struct arena *a,
				  struct staff_list *list, struct err *e)
{
	int64_t *departments = NULL;
	int64_t *people = NULL;
	size_t n = 0, cap = 0, pcap = 0, at = 0;
	struct rows *r;

	if (db_query(db, a,
		     "SELECT person_id, department_id FROM department_member"
		     " ORDER BY person_id, department_id",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(a, people, n, pcap);
		ARENA_ROOM(a, departments, n, cap);
		people[n] = rows_i64(r);
		departments[n++] = rows_i64(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	for (size_t i = 0; i < list->n; i++) {
		struct viewer *v = &list->v[i].viewer;

		while (at < n && people[at] < v->person.n)
			at++;
		v->departments = departments + at;
		for (; at < n && people[at] == v->person.n; at++)
			v->ndepartments++;
	}
	return ERR_NONE;
}

enum err_kind staff_store_list(struct db *db, struct arena *a,
			       struct staff_list *out, struct err *e)
{
	if (read_people(db, a, out, e) || read_members(db, a, out, e))
		return err_wrap(e, "list staff");
	return ERR_NONE;
}

const struct staff *staff_store_in(const struct staff_list *list, person_id id)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (list->v[mid].viewer.person.n < id.n)
			low = mid + 1;
		else
			high = mid;
	}
	return low < list->n && list->v[low].viewer.person.n == id.n
		       ? &list->v[low]
		       : NULL;
}

bool staff_store_works(const struct staff *s, department_id d)
{
	struct viewer member = s->viewer;

	if (s->disabled)
		return false;
	member.everywhere = false;
	return s->viewer.works_everywhere || ((s->viewer.roles & ROLE_AGENT) &&
					      access_department(&member, d));
}
