#ifndef BASE_ATTR_H
#define BASE_ATTR_H
/*
 * attr: what the compiler should hold us to, and the functions we never call.
 *
 * Every C file of the project includes this first, directly or through
 * another header of base/.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The result must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Argument ${fmt} is a printf format, ${first} the first value for it. */
#define PRINTF_LIKE(fmt, first)                                                \
	__attribute__((format(printf, fmt, first), nonnull(fmt)))

#define NORETURN __attribute__((noreturn))

/* A door between C and C++ through which no exception passes. */
#ifdef __cplusplus
#define NOTHROW noexcept
#define EXTERN_C_BEGIN extern "C" {
#define EXTERN_C_END }
#else
#define NOTHROW
#define EXTERN_C_BEGIN
#define EXTERN_C_END
#endif

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Functions with no safe use here. The name in the error message says what to
 * use instead.
 */
#ifndef __cplusplus
#define BANNED(func) use_the_safe_one_instead_of_##func
#undef strcpy
#define strcpy(d, s) BANNED(strcpy)
#undef strcat
#define strcat(d, s) BANNED(strcat)
#undef strncpy
#define strncpy(d, s, n) BANNED(strncpy)
#undef strncat
#define strncat(d, s, n) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(s, d) BANNED(strtok)
#undef atoi
#define atoi(s) BANNED(atoi)
#undef gmtime
#define gmtime(t) BANNED(gmtime)
#undef localtime
#define localtime(t) BANNED(localtime)
#undef mktime
#define mktime(t) BANNED(mktime)
#undef rand
#define rand() BANNED(rand)
#undef system
#define system(c) BANNED(system)
#undef popen
#define popen(c, m) BANNED(popen)
#endif

#endif
