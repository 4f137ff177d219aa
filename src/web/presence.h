#ifndef WEB_PRESENCE_H
#define WEB_PRESENCE_H
/*
 * presence: whether agents are there: chosen in the frame of every page, shown
 * beside their names.
 */
#include "core/presence.h"
#include "web/http.h"
#include "web/view.h"

/*
 * POST /presence: presence = online, paused, away; next, the page to go back
 * to.
 */
enum err_kind presence_create(struct req *rq, struct resp *rs, struct err *e);

/* In the frame, for those who answer tickets; it leads back to this page, or,
 * when that is no page to come ${back} to, to the first. */
void presence_frame(struct req *rq, struct view *frame, bool back);

/* Include parts/presence.tpl as ${include}; not for PRESENCE_NONE. */
void presence_show(struct view *v, const char *include, enum presence p);

#endif
