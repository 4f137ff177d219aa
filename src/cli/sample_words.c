#include "cli/sample_words.h"

#include "base/sbuf.h"
#include "base/str.h"

#ifndef DUEDESK_DATADIR
#define DUEDESK_DATADIR "/usr/share/duedesk"
#endif

enum {
	FILE_BYTES = 256 * 1024,
	TEXT_BYTES = 8 * 1024
};

static const char *const shared_names[WORDS_SHARED_N] = {
	[WORDS_PRODUCT] = "product",
	[WORDS_TAG] = "tag",
	[WORDS_DEPARTMENT] = "department",
	[WORDS_HEAD] = "head",
	[WORDS_TAIL] = "tail",
};

static const char *const common_names[WORDS_COMMON_N] = {
	[WORDS_GREETING] = "greeting", [WORDS_THANKS] = "thanks",
	[WORDS_MORE] = "more",         [WORDS_CLOSING] = "closing",
	[WORDS_REPLY] = "reply",       [WORDS_SIGN] = "sign",
	[WORDS_DONE] = "done",         [WORDS_WAIT] = "wait",
};

static const char *const topic_names[WORDS_OF_TOPIC_N] = {
	[WORDS_SUBJECT] = "subject",
	[WORDS_ASK] = "ask",
	[WORDS_ANSWER] = "answer",
	[WORDS_NOTE] = "note",
};

/* Where we are in the file. */
struct reading {
	struct arena *a;
	struct sample_words *w;
	struct words_language *language; /* NULL: before the first */
	struct words_topic *topic;
};

/* ---- Lists ----------------------------------------------------------------
 */

static void add(struct arena *a, struct words_list *l, const char *line)
{
	ARENA_ROOM(a, l->line, l->n, l->cap);
	l->line[l->n++] = line;
}

/* The list of that name among ${n}, or -1. */
static int place(const char *const *names, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (names[i] && str_eq(names[i], name))
			return i;
	return -1;
}

static bool begin_language(struct reading *r, const char *code)
{
	if (r->w->nlanguages == WORDS_LANGUAGES)
		return false;
	r->language = &r->w->languages[r->w->nlanguages++];
	r->language->code = code;
	r->topic = NULL;
	return true;
}

static bool begin_topic(struct reading *r)
{
	struct words_language *l = r->language;

	if (!l)
		return false;
	ARENA_ROOM(r->a, l->topics, l->ntopics, l->captopics);
	r->topic = &l->topics[l->ntopics++];
	return true;
}

/* "word: text" */
static bool take(struct reading *r, const char *word, const char *text)
{
	int i;

	if (str_eq(word, "language"))
		return begin_language(r, text);
	if (str_eq(word, "topic"))
		return begin_topic(r);
	i = place(topic_names, WORDS_OF_TOPIC_N, word);
	if (i >= 0 && r->topic) {
		add(r->a, &r->topic->list[i], text);
		return true;
	}
	i = place(common_names, WORDS_COMMON_N, word);
	if (i >= 0 && r->language) {
		add(r->a, &r->language->common[i], text);
		return true;
	}
	i = place(shared_names, WORDS_SHARED_N, word);
	if (i >= 0)
		add(r->a, &r->w->shared[i], text);
	return i >= 0;
}

/* ---- Files ----------------------------------------------------------------
 */

/* The lines of a file, with a NUL at the end of each. */
static enum err_kind read_lines(struct arena *a, const char *name,
				struct words_list *out, struct err *e)
{
	const char *folder = getenv("DUEDESK_SAMPLE_DIR");
	const char *path = arena_printf(
		a, "%s/%s", folder ? folder : DUEDESK_DATADIR "/sample", name);
	char *text = arena_alloc(a, FILE_BYTES + 1);
	FILE *f = fopen(path, "re");
	size_t n;

	if (!f)
		return err_set(e, ERR_NOT_FOUND,
			       "cannot read %s; DUEDESK_SAMPLE_DIR names the"
			       " folder of sql/sample",
			       path);
	n = fread(text, 1, FILE_BYTES, f);
	fclose(f);
	for (char *at = text; at < text + n;) {
		char *end = memchr(at, '\n', (size_t)(text + n - at));

		if (!end)
			end = text + n;
		*end = '\0';
		if (end > at)
			add(a, out, at);
		at = end + 1;
	}
	if (out->n == 0)
		return err_set(e, ERR_INVALID, "%s is empty", path);
	return ERR_NONE;
}

static enum err_kind read_talk(struct reading *r, struct err *e)
{
	struct words_list lines = { 0 };

	if (read_lines(r->a, "talk.txt", &lines, e))
		return e->kind;
	for (size_t i = 0; i < lines.n; i++) {
		const char *line = lines.line[i];
		const char *text = strstr(line, ": ");

		if (line[0] == '#')
			continue;
		if (!text ||
		    !take(r, arena_copy(r->a, line, (size_t)(text - line)),
			  text + 2))
			return err_set(e, ERR_INVALID, "talk.txt: \"%.60s\"",
				       line);
	}
	return ERR_NONE;
}

static enum err_kind need(const struct words_list *l, const char *name,
			  const char *language, struct err *e)
{
	if (l->n > 0)
		return ERR_NONE;
	return err_set(e, ERR_INVALID, "talk.txt: no \"%s\" in %s", name,
		       language);
}

/* Whoever picks a line finds one. */
static enum err_kind check(const struct sample_words *w, struct err *e)
{
	for (int i = 0; i < WORDS_GIVEN; i++)
		if (need(&w->shared[i], shared_names[i], "all languages", e))
			return e->kind;
	for (size_t k = 0; k < w->nlanguages; k++) {
		const struct words_language *l = &w->languages[k];

		for (int i = 0; i < WORDS_COMMON_N; i++)
			if (need(&l->common[i], common_names[i], l->code, e))
				return e->kind;
		for (size_t t = 0; t < l->ntopics; t++)
			for (int i = 0; i < WORDS_OF_TOPIC_N; i++)
				if (need(&l->topics[t].list[i], topic_names[i],
					 l->code, e))
					return e->kind;
		if (l->ntopics == 0)
			return err_set(e, ERR_INVALID,
				       "talk.txt: no topic in %s", l->code);
	}
	if (w->nlanguages == 0)
		return err_set(e, ERR_INVALID, "talk.txt: no language");
	return ERR_NONE;
}

enum err_kind sample_words_read(struct arena *a, struct sample_words *w,
				struct err *e)
{
	struct reading r = { .a = a, .w = w };

	*w = (struct sample_words){ 0 };
	if (read_lines(a, "given_names.txt", &w->shared[WORDS_GIVEN], e) ||
	    read_lines(a, "family_names.txt", &w->shared[WORDS_FAMILY], e) ||
	    read_talk(&r, e))
		return e->kind;
	return check(w, e);
}

/* ---- Using them ------------------------------------------------------------
 */

const char *sample_words_any(const struct words_list *l, struct dice *d)
{
	return l->line[dice_below(d, l->n)];
}

const char *sample_words_fill(struct arena *a, const char *line,
			      const struct words_names *names)
{
	struct sbuf out = SBUF_INIT(TEXT_BYTES);
	const char *text;

	for (; *line; line++) {
		if (line[0] != '{' || !line[1] || line[2] != '}') {
			sbuf_char(&out, *line);
			continue;
		}
		if (line[1] == 'n')
			sbuf_i64(&out, names->number);
		else if (line[1] == 'p')
			sbuf_str(&out, names->product);
		else if (line[1] == 'f')
			sbuf_str(&out, names->customer);
		else
			sbuf_str(&out, names->agent);
		line += 2;
	}
	text = arena_copy(a, sbuf_text(&out), out.len);
	sbuf_release(&out);
	return text;
}
