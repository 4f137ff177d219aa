#ifndef CLI_SAMPLE_FILL_H
#define CLI_SAMPLE_FILL_H
/*
 * sample_fill: a made-up history of any size, in an existing desk.
 */
#include "base/attr.h"

/* duedesk sample --tickets N ... */
int sample_fill(int argc, char **argv);

extern const char sample_fill_help[];

#endif
