#ifndef WEB_VIEW_H
#define WEB_VIEW_H
/*
 * view: filling a template. The one door to the template library; escaping is
 * decided there, by the place a variable stands in.
 *
 * Names are the generated ones (web/names.h: TICKETS_SHOW_SUBJECT), so that a
 * misspelt one does not compile. Texts are copied. A view made by view_row or
 * view_include lives with the one it came from.
 */
#include "base/err.h"
#include "base/instant.h"
#include "base/sbuf.h"

EXTERN_C_BEGIN

struct view;
struct zone;

/* Made by markdown_render() only. */
struct safe_html {
	const char *s; /* lent */
};

/*
 * Load every template below ${dir} (the expanded ones of a language) and keep
 * them. ERR_BROKEN names the one that does not load or that the library
 * complains about; call once, before anything else here.
 */
enum err_kind view_load(const char *dir, struct err *e) NOTHROW MUST_CHECK;

struct view *view_new(const char *tpl) NOTHROW;
void view_free(struct view *v) NOTHROW; /* accepts NULL */

void view_text(struct view *v, const char *name, const char *text) NOTHROW;
void view_int(struct view *v, const char *name, int64_t n) NOTHROW;

/* Show a section once. */
void view_show(struct view *v, const char *section) NOTHROW;

/* Show a section once more, with its own variables: a row. */
struct view *view_row(struct view *v, const char *section) NOTHROW;

/* Put a template in at {{>NAME}}; once more for each call. */
struct view *view_include(struct view *v, const char *name,
			  const char *tpl) NOTHROW;

/* A variable that included templates see too. */
void view_global(struct view *v, const char *name, const char *text) NOTHROW;

/* HTML as it is; the name ends in _HTML (asserted). */
void view_html(struct view *v, const char *name, struct safe_html html) NOTHROW;

/* Write the page; ERR_BROKEN when it is larger than ${out} may be. */
enum err_kind view_render(const struct view *v, struct sbuf *out,
			  struct err *e) NOTHROW MUST_CHECK;

EXTERN_C_END
#endif
