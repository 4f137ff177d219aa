#ifndef WEB_CALENDARS_H
#define WEB_CALENDARS_H
/*
 * calendars: the pages of business hours: the list, the editor of one with its
 * versions, and the days off of a calendar file.
 */
#include "store/calendar_store.h"
#include "web/http.h"

enum err_kind calendars_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calendars_new(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calendars_create(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calendars_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calendars_update(struct req *rq, struct resp *rs, struct err *e);

enum err_kind calendars_call(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calendars_end(struct req *rq, struct resp *rs, struct err *e);

/* Days off of a file: which, what it holds, and those that were ticked. */
enum err_kind calendar_import_ask(struct req *rq, struct resp *rs,
				  struct err *e);
enum err_kind calendar_import_review(struct req *rq, struct resp *rs,
				     struct err *e);
enum err_kind calendar_import_take(struct req *rq, struct resp *rs,
				   struct err *e);

#endif
