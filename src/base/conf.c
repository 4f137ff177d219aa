#include "base/conf.h"
#include "base/sbuf.h"
#include "base/str.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>

#ifndef DUEDESK_SYSCONFDIR
#define DUEDESK_SYSCONFDIR "/etc"
#endif
#ifndef DUEDESK_LOCALSTATEDIR
#define DUEDESK_LOCALSTATEDIR "/var"
#endif

#define DEFAULT_FILE DUEDESK_SYSCONFDIR "/duedesk/duedesk.conf"
#define ENV_PREFIX "DUEDESK_"
#define LINE_MAX_BYTES 1024

enum kind {
	TEXT,
	PATH,
	URL,
	LEVEL,
	FLAG,
	NUMBER
};

struct setting {
	const char *name;
	enum kind kind;
	const char *value; /* by default */
	size_t offset, size;
	int64_t min, max; /* of a number */
};

/* clang-format off */
#define AT(field) \
	offsetof(struct conf, field), sizeof(((struct conf *)0)->field)
#define TEXTUAL(kind, field, value) \
	{ #field, kind, value, AT(field), 0, 0 }
#define NUMERIC(field, value, min, max) \
	{ #field, NUMBER, value, AT(field), min, max }

static const struct setting settings[] = {
	TEXTUAL(PATH, db_socket, "/run/mysqld/mysqld.sock"),
	TEXTUAL(TEXT, db_name, "duedesk"),
	TEXTUAL(TEXT, db_user_web, "duedesk_web"),
	TEXTUAL(TEXT, db_password_web, ""),
	TEXTUAL(TEXT, db_user_sweep, "duedesk_sweep"),
	TEXTUAL(TEXT, db_password_sweep, ""),
	TEXTUAL(TEXT, db_user_hook, ""),
	TEXTUAL(TEXT, db_password_hook, ""),
	TEXTUAL(TEXT, db_user_admin, "duedesk_admin"),
	TEXTUAL(TEXT, db_password_admin, ""),
	TEXTUAL(PATH, templates_dir, DUEDESK_DATADIR "/templates/en"),
	TEXTUAL(PATH, spool_dir, DUEDESK_LOCALSTATEDIR "/spool/duedesk"),
	TEXTUAL(PATH, blob_dir, DUEDESK_LOCALSTATEDIR "/lib/duedesk/blobs"),
	TEXTUAL(TEXT, files_key, ""),
	TEXTUAL(TEXT, hook_key, ""),
	NUMERIC(files_floor_mib, "1024", 0, 1073741824),
	TEXTUAL(URL, base_url, "http://desk.localhost:8080"),
	TEXTUAL(URL, files_url, "http://files.localhost:8080"),
	NUMERIC(fast_workers, "4", 1, 256),
	NUMERIC(slow_workers, "2", 1, 256),
	NUMERIC(worker_requests, "50000", 1, 100000000),
	NUMERIC(worker_memory_mib, "64", 16, 65536),
	NUMERIC(session_idle_agent_s, "1800", 60, 86400),
	NUMERIC(session_idle_customer_s, "28800", 60, 2592000),
	TEXTUAL(LEVEL, log_level, "info"),
	TEXTUAL(FLAG, development, "no"),
};
/* clang-format on */

static const struct setting *find_setting(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (str_eq(settings[i].name, name))
			return &settings[i];
	return NULL;
}

static bool is_url(const char *s)
{
	if (!str_starts(s, "http://") && !str_starts(s, "https://"))
		return false;
	s = strstr(s, "://") + 3;
	return *s && !strpbrk(s, " \"'<>\\/?#@");
}

static bool is_level(const char *s)
{
	return str_eq(s, "debug") || str_eq(s, "info") || str_eq(s, "warn") ||
	       str_eq(s, "error");
}

static enum err_kind set_number(const struct setting *s, const char *value,
				struct conf *c, struct err *e)
{
	int64_t n;

	if (!str_to_i64(value, s->min, s->max, &n))
		return err_set(e, ERR_INVALID,
			       "%s must be a number from %" PRId64
			       " to %" PRId64,
			       s->name, s->min, s->max);
	memcpy((char *)c + s->offset, &n, sizeof(n));
	return ERR_NONE;
}

static enum err_kind set_flag(const struct setting *s, const char *value,
			      struct conf *c, struct err *e)
{
	bool yes = str_eq(value, "yes");

	if (!yes && !str_eq(value, "no"))
		return err_set(e, ERR_INVALID, "%s must be yes or no", s->name);
	memcpy((char *)c + s->offset, &yes, sizeof(yes));
	return ERR_NONE;
}

static enum err_kind set(const struct setting *s, const char *value,
			 struct conf *c, struct err *e)
{
	size_t n = strlen(value);

	if (s->kind == NUMBER)
		return set_number(s, value, c, e);
	if (s->kind == FLAG)
		return set_flag(s, value, c, e);
	if (n >= s->size)
		return err_set(e, ERR_INVALID, "%s is longer than %zu bytes",
			       s->name, s->size - 1);
	if (!str_utf8_valid(value, n))
		return err_set(e, ERR_INVALID, "%s is not UTF-8", s->name);
	for (size_t i = 0; i < n; i++)
		if (iscntrl((unsigned char)value[i]))
			return err_set(e, ERR_INVALID,
				       "%s has a control character", s->name);
	if (s->kind == PATH && !n)
		return err_set(e, ERR_INVALID, "%s is empty", s->name);
	if (s->kind == URL && !is_url(value))
		return err_set(e, ERR_INVALID,
			       "%s must begin with http:// or https:// and end"
			       " with a name or its port",
			       s->name);
	if (s->kind == LEVEL && !is_level(value))
		return err_set(e, ERR_INVALID,
			       "%s must be debug, info, warn or error",
			       s->name);
	memcpy((char *)c + s->offset, value, n + 1);
	return ERR_NONE;
}

static enum err_kind set_defaults(struct conf *c, struct err *e)
{
	memset(c, 0, sizeof(*c));
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (set(&settings[i], settings[i].value, c, e))
			return err_wrap(e, "default");
	return ERR_NONE;
}

/* The blanks at both ends of ${s} cut off, in place. */
static char *strip(char *s)
{
	size_t n;
	char *start = s + (str_trim(s, &n) - s);

	start[n] = '\0';
	return start;
}

static enum err_kind read_line(char *line, bool *seen, struct conf *c,
			       struct err *e)
{
	const struct setting *s;
	char *value;

	line = strip(line);
	if (!*line || *line == '#')
		return ERR_NONE;
	value = strchr(line, '=');
	if (!value)
		return err_set(e, ERR_INVALID, "expected name = value");
	*value++ = '\0';
	line = strip(line);
	s = find_setting(line);
	if (!s)
		return err_set(e, ERR_INVALID, "there is no setting %s", line);
	if (seen[s - settings])
		return err_set(e, ERR_INVALID, "%s is set twice", line);
	seen[s - settings] = true;
	return set(s, strip(value), c, e);
}

static enum err_kind read_lines(FILE *f, const char *path, struct conf *c,
				struct err *e)
{
	bool seen[COUNT_OF(settings)] = { false };
	char line[LINE_MAX_BYTES];

	for (int number = 1; fgets(line, sizeof(line), f); number++) {
		size_t n = strlen(line);

		if (n == sizeof(line) - 1 && line[n - 1] != '\n')
			return err_set(e, ERR_INVALID,
				       "%s:%d: longer than %d bytes", path,
				       number, LINE_MAX_BYTES - 2);
		if (read_line(line, seen, c, e))
			return err_wrap(e, "%s:%d", path, number);
	}
	if (ferror(f))
		return err_set(e, ERR_INVALID, "cannot read %s", path);
	return ERR_NONE;
}

/* A file that nobody named may be missing. */
static enum err_kind read_file(const char *path, struct conf *c, struct err *e)
{
	const char *named = path ? path : getenv(ENV_PREFIX "CONF");
	FILE *f;
	enum err_kind k;

	f = fopen(named ? named : DEFAULT_FILE, "re");
	if (!f && !named && errno == ENOENT)
		return ERR_NONE;
	if (!f)
		return err_set(e, ERR_INVALID, "cannot open %s: %s",
			       named ? named : DEFAULT_FILE, strerror(errno));
	k = read_lines(f, named ? named : DEFAULT_FILE, c, e);
	fclose(f);
	return k;
}

static enum err_kind read_environment(struct conf *c, struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(settings); i++) {
		char name[64] = ENV_PREFIX;
		size_t n = strlen(name);
		const char *value;

		for (const char *p = settings[i].name; *p; p++)
			name[n++] = (char)toupper((unsigned char)*p);
		value = getenv(name);
		if (value && set(&settings[i], value, c, e))
			return err_wrap(e, "environment: %s", name);
	}
	return ERR_NONE;
}

enum err_kind conf_load(const char *path, struct conf *c, struct err *e)
{
	if (set_defaults(c, e) || read_file(path, c, e) ||
	    read_environment(c, e))
		return e->kind;
	return ERR_NONE;
}

const char *conf_path(void)
{
	const char *named = getenv(ENV_PREFIX "CONF");

	return named ? named : DEFAULT_FILE;
}

enum err_kind conf_check(const char *name, const char *value, struct err *e)
{
	const struct setting *s = find_setting(name);
	struct conf unused;

	if (!s)
		return err_set(e, ERR_INVALID, "there is no setting %s", name);
	return set(s, value, &unused, e);
}
