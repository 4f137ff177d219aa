#include "web/routes.h"
#include "web/health.h"
#include "web/sessions.h"

/* clang-format off */
const struct route routes[] = {
	{ GET,  "/",            sessions_home,   EVERYBODY, 0 },
	{ GET,  "/session/new", sessions_new,    ANYONE,    0 },
	{ POST, "/session",     sessions_create, ANYONE,    ROUTE_SLOW | ROUTE_NO_ONCE },
	{ POST, "/session/end", sessions_end,    ANYONE,    ROUTE_NO_ONCE },
	{ GET,  "/healthz",     health_show,     ANYONE,    ROUTE_BARE },
	{ HTTP_OTHER, NULL, NULL, 0, 0 },
};
/* clang-format on */
