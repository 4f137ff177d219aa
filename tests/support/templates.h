#ifndef SUPPORT_TEMPLATES_H
#define SUPPORT_TEMPLATES_H
/*
 * templates: the templates of this build, loaded once.
 */

/* $TEST_BUILDDIR/templates/en. */
const char *templates_dir(void);

/* Load them, and the words; fails the test when one does not load. */
void templates_need(void);

#endif
