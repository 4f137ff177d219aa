/*
 * Forms, queries, cookies and paths as a stranger may send them: what is
 * decoded can be encoded again and means the same.
 */
#include "base/arena.h"
#include "base/limits.h"
#include "base/str.h"
#include "fuzz/fuzz.h"
#include "web/http.h"

static void encode_all(struct sbuf *out, const struct http_pairs *p)
{
	for (size_t i = 0; i < p->n; i++) {
		assert(p->v[i].text[p->v[i].n] == '\0');
		sbuf_str(out, i ? "&" : "");
		http_encode(out, p->v[i].name);
		sbuf_char(out, '=');
		http_encode(out, p->v[i].text);
	}
}

static void check_fields(struct arena *a, const char *s, size_t n)
{
	struct sbuf text = SBUF_INIT((size_t)8 * 1024 * 1024);
	struct http_pairs first, second;

	if (!http_parse_fields(a, s, n, &first))
		assert(first.n == LIMIT_FORM_FIELDS);
	encode_all(&text, &first);
	assert(strspn(sbuf_text(&text), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"abcdefghijklmnopqrstuvwxyz"
					"0123456789-._~/%&=") == text.len);
	if (!http_parse_fields(a, sbuf_text(&text), text.len, &second))
		abort();
	assert(second.n <= first.n);
	for (size_t i = 0; first.n == second.n && i < first.n; i++)
		assert(str_eq(first.v[i].text, second.v[i].text));
	sbuf_release(&text);
}

static void check_local_path(const char *s)
{
	if (!http_local_path(s))
		return;
	assert(s[0] == '/' && s[1] != '/' && s[1] != '\\');
	for (; *s; s++)
		assert((unsigned char)*s >= 0x20 && *s != '\\' && *s != 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	char *s = arena_copy(a, (const char *)data, size);

	check_fields(a, (const char *)data, size);
	check_local_path(s);
	http_cookie(a, s, HTTP_COOKIE_NAME);
	if (http_code_valid(s))
		assert(strlen(s) == RNG_CODE_LEN);
	arena_free(a);
	return 0;
}
