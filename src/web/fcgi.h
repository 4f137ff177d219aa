#ifndef WEB_FCGI_H
#define WEB_FCGI_H
/*
 * fcgi: FastCGI to requests and answers back. The one file that knows its
 * library.
 */
#include "web/http.h"

/*
 * fcgi_serve(site, again, cookie):
 * Answer what arrives on descriptor 0, one request at a time, until SIGTERM
 * comes (what is under way is finished first) or ${again} says no after an
 * answer. Returns false when accepting failed again and again.
 */
bool fcgi_serve(struct site *site, bool (*again)(void *cookie), void *cookie);

#endif
