#include "web/multipart.h"

#include <ctype.h>
#include <strings.h>

/* ---- The content type ----------------------------------------------------
 */

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/* May it stand in a boundary? (bchars of RFC 2046, without the blank) */
static bool is_boundary_char(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("'()+_,-./:=?", c));
}

static size_t read_boundary(const char *s, char out[MULTIPART_BOUNDARY])
{
	bool quoted = *s == '"';
	size_t n = 0;

	s += quoted;
	for (; is_boundary_char(*s); s++) {
		if (n == MULTIPART_BOUNDARY)
			return 0;
		out[n++] = *s;
	}
	if (quoted && *s++ != '"')
		return 0;
	s = skip_blanks(s);
	return !*s || *s == ';' ? n : 0;
}

bool multipart_start(struct multipart *m, const char *content_type,
		     const struct multipart_sink *sink)
{
	static const char form[] = "multipart/form-data";
	static const char boundary[] = "boundary=";
	const char *s = content_type;
	size_t n = 0;

	m->sink = sink;
	m->at = MULTIPART_START;
	m->parts = 0;
	m->from = m->to = 0;
	memcpy(m->delimiter, "\r\n--", 4);
	if (strncasecmp(s, form, sizeof(form) - 1) != 0)
		return false;
	s += sizeof(form) - 1;
	while (*(s = skip_blanks(s)) == ';') {
		s = skip_blanks(s + 1);
		if (strncasecmp(s, boundary, sizeof(boundary) - 1) == 0) {
			n = read_boundary(s + sizeof(boundary) - 1,
					  m->delimiter + 4);
			break;
		}
		s += strcspn(s, ";");
	}
	m->delimiter_n = 4 + n;
	return n > 0;
}

/* ---- The head of a part --------------------------------------------------
 */

struct part {
	char *name_at, *file_at; /* NULL: it has none */
	size_t name_n, file_n;
	bool told; /* it said what it is */
};

/*
 * A quoted value, decoded in place as browsers write it: %22, %0D, %0A, and \"
 * of older ones. Returns what follows it, or NULL.
 */
static char *read_quoted(char *s, char *end, char **out, size_t *n)
{
	static const struct {
		const char *code;
		char c;
	} codes[] = { { "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' } };
	char *to = s;

	*out = s;
	while (s < end && *s != '"') {
		size_t i = 0;

		while (i < COUNT_OF(codes) &&
		       (end - s < 3 || strncasecmp(s, codes[i].code, 3) != 0))
			i++;
		if (i < COUNT_OF(codes)) {
			*to++ = codes[i].c;
			s += 3;
		} else {
			s += end - s > 1 && s[0] == '\\' && s[1] == '"';
			*to++ = *s++;
		}
	}
	*n = (size_t)(to - *out);
	return s < end ? s + 1 : NULL;
}

/* Whose value it is; one that came before makes two of it. */
static bool note_value(struct part *p, const char *key, size_t key_n,
		       char *value, size_t n)
{
	bool name = key_n == 4 && strncasecmp(key, "name", 4) == 0;
	bool file = key_n == 8 && strncasecmp(key, "filename", 8) == 0;

	if ((name && p->name_at) || (file && p->file_at))
		return false;
	if (name) {
		p->name_at = value;
		p->name_n = n;
	} else if (file) {
		p->file_at = value;
		p->file_n = n;
	}
	return true;
}

static bool is_key_char(char c)
{
	return isalnum((unsigned char)c) || c == '*' || c == '-';
}

/* One parameter: name="..." or filename="..."; others are skipped. */
static char *read_parameter(char *s, char *end, struct part *p)
{
	char *value, *key = s;
	size_t n, key_n;

	while (s < end && is_key_char(*s))
		s++;
	key_n = (size_t)(s - key);
	if (key_n == 0 || end - s < 2 || s[0] != '=')
		return NULL;
	if (s[1] == '"') {
		s = read_quoted(s + 2, end, &value, &n);
	} else {
		value = ++s;
		while (s < end && *s != ';')
			s++;
		n = (size_t)(s - value);
	}
	return s && note_value(p, key, key_n, value, n) ? s : NULL;
}

static char *blanks(char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return s;
}

/* Content-Disposition: form-data; name="x"; filename="y" */
static bool read_disposition(char *s, char *end, struct part *p)
{
	static const char form[] = "form-data";

	s = blanks(s, end);
	if (p->told || end - s < (ptrdiff_t)sizeof(form) - 1 ||
	    strncasecmp(s, form, sizeof(form) - 1) != 0)
		return false;
	p->told = true;
	s = blanks(s + sizeof(form) - 1, end);
	while (s && s < end) {
		if (*s != ';')
			return false;
		s = read_parameter(blanks(s + 1, end), end, p);
		if (s)
			s = blanks(s, end);
	}
	return s && p->name_at && p->name_n > 0 &&
	       p->name_n <= MULTIPART_NAME && !memchr(p->name_at, 0, p->name_n);
}

static bool read_line(char *s, char *end, struct part *p)
{
	static const char disposition[] = "content-disposition:";
	const size_t n = sizeof(disposition) - 1;

	if ((size_t)(end - s) >= n && strncasecmp(s, disposition, n) == 0)
		return read_disposition(s + n, end, p);
	/* Whatever else it says of itself is not believed; but it is a line. */
	return s < end && *s != ' ' && *s != '\t' &&
	       memchr(s, ':', (size_t)(end - s));
}

/* The ${n} bytes of a head, its last CRLF among them. */
static bool read_head(char *s, size_t n, struct part *p)
{
	char *end = s + n;

	*p = (struct part){ .told = false };
	while (s < end) {
		char *line_end = memmem(s, (size_t)(end - s), "\r\n", 2);

		if (!line_end || !read_line(s, line_end, p))
			return false;
		s = line_end + 2;
	}
	return p->told;
}

/* ---- The stream ----------------------------------------------------------
 */

/* What waits. */
static char *waiting(struct multipart *m, size_t *n)
{
	*n = m->to - m->from;
	return m->buffer + m->from;
}

/*
 * Each step says whether there is more to do with what waits; at MULTIPART_BAD
 * there never is.
 */
static bool bad(struct multipart *m)
{
	m->at = MULTIPART_BAD;
	return false;
}

static bool step_start(struct multipart *m)
{
	size_t n, want = m->delimiter_n - 2;
	const char *s = waiting(m, &n);

	if (memcmp(s, m->delimiter + 2, n < want ? n : want) != 0)
		return bad(m);
	if (n < want)
		return false;
	m->from += want;
	m->at = MULTIPART_BETWEEN;
	return true;
}

static bool step_between(struct multipart *m)
{
	size_t n;
	const char *s = waiting(m, &n);

	if (n > 0 && (*s == ' ' || *s == '\t')) {
		m->from++;
		return true;
	}
	if (n < 2)
		return false;
	m->from += 2;
	if (memcmp(s, "--", 2) == 0)
		m->at = MULTIPART_DONE;
	else if (memcmp(s, "\r\n", 2) == 0 && ++m->parts <= LIMIT_PARTS)
		m->at = MULTIPART_HEAD;
	else
		return bad(m);
	return true;
}

static bool step_head(struct multipart *m)
{
	size_t n, head;
	char *s = waiting(m, &n), *end = memmem(s, n, "\r\n\r\n", 4);
	struct part p;

	if (!end)
		return n > LIMIT_PART_HEAD ? bad(m) : false;
	head = (size_t)(end - s) + 2;
	if (head > LIMIT_PART_HEAD || !read_head(s, head, &p))
		return bad(m);
	/* What follows the names was read: there is room for a NUL. */
	p.name_at[p.name_n] = '\0';
	if (!m->sink->begin(m->sink->cookie, p.name_at, p.file_at, p.file_n))
		return bad(m);
	m->from += head + 2;
	m->at = MULTIPART_BODY;
	return true;
}

static bool step_body(struct multipart *m)
{
	size_t n, sure;
	char *s = waiting(m, &n);
	char *end = memmem(s, n, m->delimiter, m->delimiter_n);

	if (end)
		sure = (size_t)(end - s);
	else
		sure = n < m->delimiter_n ? 0 : n - (m->delimiter_n - 1);
	if (sure > 0 && !m->sink->data(m->sink->cookie, s, sure))
		return bad(m);
	m->from += sure;
	if (!end)
		return false;
	m->from += m->delimiter_n;
	m->at = MULTIPART_BETWEEN;
	return m->sink->end(m->sink->cookie) || bad(m);
}

static bool step(struct multipart *m)
{
	switch (m->at) {
	case MULTIPART_START:
		return step_start(m);
	case MULTIPART_BETWEEN:
		return step_between(m);
	case MULTIPART_HEAD:
		return step_head(m);
	case MULTIPART_BODY:
		return step_body(m);
	case MULTIPART_DONE: /* what follows is nobody's */
		m->from = m->to;
		return false;
	case MULTIPART_BAD:
		break;
	}
	return false;
}

char *multipart_room(struct multipart *m, size_t *n)
{
	size_t left = m->to - m->from;

	memmove(m->buffer, m->buffer + m->from, left);
	m->from = 0;
	m->to = left;
	*n = sizeof(m->buffer) - left;
	return m->buffer + left;
}

bool multipart_take(struct multipart *m, size_t n)
{
	m->to += n;
	while (step(m))
		;
	return m->at != MULTIPART_BAD;
}

bool multipart_whole(const struct multipart *m)
{
	return m->at == MULTIPART_DONE;
}
