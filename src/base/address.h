#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H
/*
 * address: is an address of the Internet, or could it be of this machine or of
 * a network around it?
 */
#include "base/attr.h"

struct sockaddr;

/*
 * NULL when anybody on the Internet may be meant; else what it is of
 * ("loopback", "private", ...): all that the registries of special addresses
 * call not globally reachable, all through which another address is reached
 * (6to4, Teredo, NAT64, mapped), and whatever is neither IPv4 nor IPv6.
 */
const char *address_refused(const struct sockaddr *sa);

/* As text, "" for what is neither; room for any with ADDRESS_TEXT. */
#define ADDRESS_TEXT 46
const char *address_text(const struct sockaddr *sa, char out[ADDRESS_TEXT]);

/* The same address, ports aside? */
bool address_same(const struct sockaddr *a, const struct sockaddr *b);

#endif
