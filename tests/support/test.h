#ifndef SUPPORT_TEST_H
#define SUPPORT_TEST_H
/*
 * test: what every test program includes: cmocka, and the headers it needs
 * before it, in their order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"

#endif
