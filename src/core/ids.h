#ifndef CORE_IDS_H
#define CORE_IDS_H
/*
 * ids: database ids, each kind a type of its own, so that a ticket's cannot be
 * passed where a person's is due. n is 0 for none. They never leave the
 * program: the world sees codes and opaque ids.
 */
#include "base/attr.h"

typedef struct {
	int64_t n;
} ticket_id;
typedef struct {
	int64_t n;
} person_id;
typedef struct {
	int64_t n;
} department_id;
typedef struct {
	int64_t n;
} clock_id;
typedef struct {
	int64_t n;
} company_id;
typedef struct {
	int64_t n;
} tag_id;
typedef struct {
	int64_t n;
} group_id;

#endif
