#ifndef TESTS_SUPPORT_EXPORTS_H
#define TESTS_SUPPORT_EXPORTS_H
/* exports: CSV as the web server would send it. */
#include "support/ask.h"

/* The file that an answer leads the web server to. */
const char *exports_path(const char *accel);

/* Its text, until the next one is asked for. */
const char *exports_get(const char *path, enum who who);

#endif
