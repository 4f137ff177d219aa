#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H
/*
 * folder: keeping a folder of passing files small.
 */
#include "base/instant.h"

/*
 * folder_tidy(path, suffix, before):
 * Remove the files whose name ends in ${suffix} and that were last written
 * before that instant. Nothing else is touched, no link is followed; what
 * cannot be removed now is left for the next time. Returns how many went.
 */
int folder_tidy(const char *path, const char *suffix, instant before);

#endif
