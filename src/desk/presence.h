#ifndef DESK_PRESENCE_H
#define DESK_PRESENCE_H
/*
 * presence: whether agents are there, as they say themselves. For those who
 * answer tickets; ERR_DENIED for anybody else.
 */
#include "core/presence.h"
#include "desk/desk.h"

/* The viewer is that from now on, as long as they are there. */
enum err_kind presence_choose(struct job *job, enum presence chosen,
			      struct err *e) MUST_CHECK;

#endif
