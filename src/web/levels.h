#ifndef WEB_LEVELS_H
#define WEB_LEVELS_H
/*
 * levels: the pages of SLA levels: what each promises, in words; the form they
 * are written in, with examples of deadlines; their versions; their end. Those
 * who look after tickets read them, those who set the desk up change them.
 */
#include "web/http.h"

enum err_kind levels_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_new(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_create(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_update(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind levels_revive(struct req *rq, struct resp *rs, struct err *e);

#endif
