#ifndef DESK_CUSTOMS_FILL_H
#define DESK_CUSTOMS_FILL_H
/*
 * customs_fill: what stands in the custom fields of customers and companies.
 * Errors as in people.h; ERR_INVALID is about "field-" and the opaque id of the
 * field, which lives in the job's arena.
 */
#include "desk/desk.h"

/* Of a customer (opaque id), by who may change them. */
enum err_kind customs_fill_person(struct job *job, const char *who,
				  const struct desk_fields *fields,
				  struct err *e) MUST_CHECK;

/* Of a company (opaque id), by who keeps customers. */
enum err_kind customs_fill_company(struct job *job, const char *oid,
				   const struct desk_fields *fields,
				   struct err *e) MUST_CHECK;

#endif
