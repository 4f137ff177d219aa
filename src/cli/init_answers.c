#include "cli/init_answers.h"

#include <limits.h>
#include <pwd.h>
#include <stddef.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/hours.h"
#include "cli/init.h"
#include "desk/people.h"

#ifndef DUEDESK_USER
#define DUEDESK_USER "duedesk"
#endif

#define LINE_MAX_BYTES 1024

/* clang-format off */
const char init_help[] =
	"Makes the settings, the database with an account for each program,\n"
	"the tables, the first department with what is promised there, and an\n"
	"owner, who sets a password by the link that is printed. What is there\n"
	"already stays. On a terminal, what is left out of the first ten is\n"
	"asked for.\n"
	"\n"
	"  --desk-name NAME       what the desk is called\n"
	"  --zone ZONE            of its days, as Europe/Dublin\n"
	"  --base-url URL         where people reach it\n"
	"  --files-url URL        where files of people come from, another name\n"
	"  --department NAME      the first one\n"
	"  --owner-name NAME      who may do everything\n"
	"  --owner-email ADDRESS  what the owner signs in with\n"
	"  --first-answer TIME    promised to customers there (8h); or none\n"
	"  --next-answer TIME     to each reply of theirs (8h); or none\n"
	"  --hours HOURS          that count (Mon-Fri 09:00-17:00); or 24x7\n"
	"  --no-promise           promise nothing\n"
	"  --from FILE            make a desk that is new as that file says, of\n"
	"                         duedesk settings export; then the options\n"
	"                         above are the owner's alone, and addresses\n"
	"  --sandbox              a desk to try things on: nothing leaves it\n"
	"  --db-socket PATH       MariaDB's (/run/mysqld/mysqld.sock)\n"
	"  --db-name NAME         of the database (duedesk)\n"
	"  --db-admin ACCOUNT     that may make databases and accounts (yours)\n"
	"  --db-admin-password-stdin\n"
	"                         its password is on standard input\n"
	"  --group GROUP          that may read the settings (" DUEDESK_USER
	")\n"
	"  --force                write the settings anew, keep the passwords\n";
/* clang-format on */

/* ---- What may be answered ------------------------------------------------ */

static enum err_kind check_line(const char *text, struct err *e)
{
	size_t n = strlen(text);

	if (str_blank(text, n) || !str_utf8_valid(text, n))
		return err_set(e, ERR_INVALID, "write something, as UTF-8");
	if (str_utf8_count(text, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID, "at most %d characters",
			       LIMIT_NAME);
	return ERR_NONE;
}

static enum err_kind check_zone(const char *text, struct err *e)
{
	const struct zone *z;

	return zone_find(text, &z, e);
}

static enum err_kind check_email(const char *text, struct err *e)
{
	return people_check_email(text, e);
}

static enum err_kind check_base_url(const char *text, struct err *e)
{
	return conf_check("base_url", text, e);
}

static enum err_kind check_files_url(const char *text, struct err *e)
{
	return conf_check("files_url", text, e);
}

static enum err_kind check_length(const char *text, struct err *e)
{
	seconds length;

	return hours_length(text, &length, e);
}

static enum err_kind check_hours(const char *text, struct err *e)
{
	struct hours week;

	return hours_week(text, &week, e);
}

static enum err_kind check_socket(const char *text, struct err *e)
{
	return conf_check("db_socket", text, e);
}

static enum err_kind check_database(const char *text, struct err *e)
{
	return conf_check("db_name", text, e);
}

/* ---- What is likely ------------------------------------------------------ */

typedef const char *guess(const struct init_answers *i, struct arena *a);

/* The zone of this machine. */
static const char *guess_zone(const struct init_answers *i, struct arena *a)
{
	static const char folder[] = "/zoneinfo/";
	char to[PATH_MAX];
	ssize_t n = readlink("/etc/localtime", to, sizeof(to) - 1);
	const char *name;
	struct err e = { 0 };

	(void)i;
	to[n > 0 ? n : 0] = '\0';
	name = strstr(to, folder);
	if (!name || check_zone(name + strlen(folder), &e))
		return "UTC";
	return arena_str(a, name + strlen(folder));
}

/* https and this machine's name, if it has one that others can use. */
static const char *guess_base_url(const struct init_answers *i, struct arena *a)
{
	char host[HOST_NAME_MAX + 1];

	(void)i;
	if (gethostname(host, sizeof(host)) || !strchr(host, '.'))
		return NULL;
	return arena_printf(a, "https://%s", host);
}

/* files.example.org for desk.example.org. */
static const char *guess_files_url(const struct init_answers *i,
				   struct arena *a)
{
	const char *host = strstr(i->base_url, "://");
	int scheme;

	if (!host)
		return NULL;
	host += 3;
	scheme = (int)(host - i->base_url);
	if (str_starts(host, "desk."))
		host += strlen("desk.");
	return arena_printf(a, "%.*sfiles.%s", scheme, i->base_url, host);
}

static const char *guess_desk(const struct init_answers *i, struct arena *a)
{
	(void)i;
	(void)a;
	return "Help desk";
}

static const char *guess_department(const struct init_answers *i,
				    struct arena *a)
{
	(void)i;
	(void)a;
	return "Support";
}

static const char *guess_length(const struct init_answers *i, struct arena *a)
{
	(void)i;
	(void)a;
	return "8h";
}

static const char *guess_hours(const struct init_answers *i, struct arena *a)
{
	(void)i;
	(void)a;
	return "Mon-Fri 09:00-17:00";
}

/* ---- The questions ------------------------------------------------------- */

struct question {
	const char *option;
	const char *words; /* NULL: not asked, has a default */
	size_t at;         /* of the answer in struct init_answers */
	enum err_kind (*check)(const char *text, struct err *e);
	guess *likely;
	bool promise; /* nobody has to answer it */
};

/* clang-format off */
#define AT(field) offsetof(struct init_answers, field)
static const struct question questions[] = {
	{ "--desk-name", "Name of the desk", AT(desk), check_line, guess_desk, false },
	{ "--zone", "Its time zone", AT(zone), check_zone, guess_zone, false },
	{ "--base-url", "Address of the desk", AT(base_url), check_base_url, guess_base_url, false },
	{ "--files-url", "Address of files, another name", AT(files_url), check_files_url, guess_files_url, false },
	{ "--department", "First department", AT(department), check_line, guess_department, false },
	{ "--owner-name", "The owner's name", AT(owner), check_line, NULL, false },
	{ "--owner-email", "The owner's e-mail address", AT(email), check_email, NULL, false },
	{ "--first-answer", "First answer within (or none)", AT(first_answer), check_length, guess_length, true },
	{ "--next-answer", "Next answer within (or none)", AT(next_answer), check_length, guess_length, true },
	{ "--hours", "Working hours (or 24x7)", AT(hours), check_hours, guess_hours, true },
	{ "--db-socket", NULL, AT(db_socket), check_socket, NULL, false },
	{ "--db-name", NULL, AT(db_name), check_database, NULL, false },
	{ "--db-admin", NULL, AT(admin), check_line, NULL, false },
	{ "--group", NULL, AT(group), check_line, NULL, false },
};
/* clang-format on */

static const char **answer_to(const struct question *q, struct init_answers *i)
{
	return (const char **)(void *)((char *)i + q->at);
}

/* No setting has more than one line, whoever asks. */
static enum err_kind check(const struct question *q, const char *text,
			   struct err *e)
{
	for (const char *c = text; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return err_set(e, ERR_INVALID,
				       "a control character is not allowed");
	return q->check(text, e);
}

/* ---- The command line ---------------------------------------------------- */

static int complain(const char *option, const char *what)
{
	(void)fprintf(stderr, "duedesk init: %s: %s\n", option, what);
	return 2;
}

static int take_option(struct init_answers *i, const char *option,
		       const char *value)
{
	struct err e = { 0 };

	for (size_t k = 0; k < COUNT_OF(questions); k++) {
		const struct question *q = &questions[k];

		if (!str_eq(q->option, option))
			continue;
		if (!value)
			return complain(option, "a value is missing");
		if (check(q, value, &e))
			return complain(option, e.msg);
		*answer_to(q, i) = value;
		i->promise_given |= q->promise;
		return 0;
	}
	(void)fprintf(stderr,
		      "duedesk init: there is no option \"%s\";"
		      " see duedesk help init\n",
		      option);
	return 2;
}

/* One line of standard input; NULL at its end. */
static const char *read_line(struct arena *a)
{
	char line[LINE_MAX_BYTES];
	const char *text;
	size_t n;

	if (!fgets(line, sizeof(line), stdin))
		return NULL;
	line[strcspn(line, "\r\n")] = '\0';
	text = str_trim(line, &n);
	return arena_copy(a, text, n);
}

int init_answers_read(int argc, char **argv, struct arena *a,
		      struct init_answers *out)
{
	bool password = false;
	int status = 0;

	*out = (struct init_answers){ .group = DUEDESK_USER };
	for (int k = 1; k < argc && !status; k++) {
		if (str_eq(argv[k], "--force")) {
			out->force = true;
		} else if (str_eq(argv[k], "--no-promise")) {
			out->no_promise = true;
		} else if (str_eq(argv[k], "--sandbox")) {
			out->sandbox = true;
		} else if (str_eq(argv[k], "--from")) {
			out->from = argv[++k];
			if (!out->from)
				return complain("--from", "a file is missing");
		} else if (str_eq(argv[k], "--db-admin-password-stdin")) {
			password = true;
		} else {
			status = take_option(out, argv[k], argv[k + 1]);
			k++;
		}
	}
	if (!status && out->no_promise && out->promise_given)
		status = complain("--no-promise", "a promise is given, too");
	if (!status && password) {
		out->admin_password = read_line(a);
		if (!out->admin_password)
			return complain("--db-admin-password-stdin",
					"standard input is empty");
	}
	return status;
}

/* ---- A file of settings -------------------------------------------------- */

enum err_kind init_answers_from(struct init_answers *i,
				const struct settings *file, struct err *e)
{
	const struct {
		const char *option, *said;
	} others[] = { { "--desk-name", i->desk },
		       { "--zone", i->zone },
		       { "--department", i->department },
		       { "--first-answer", i->first_answer },
		       { "--next-answer", i->next_answer },
		       { "--hours", i->hours },
		       { "--no-promise", i->no_promise ? "" : NULL } };

	for (size_t k = 0; k < COUNT_OF(others); k++)
		if (others[k].said)
			return err_set(e, ERR_INVALID,
				       "%s: the file of --from says it",
				       others[k].option);
	i->desk = settings_desk_name(file);
	i->zone = settings_desk_zone(file);
	if (!i->desk)
		return err_set(e, ERR_INVALID,
			       "--from: the file does not say what the desk is"
			       " called");
	i->department = ""; /* of the file, nobody asks for it */
	i->first_answer = i->next_answer = "none";
	i->hours = "24x7";
	i->no_promise = true;
	if (!i->owner && i->email)
		i->owner = settings_person_name(file, i->email);
	return ERR_NONE;
}

/* ---- What is there already ----------------------------------------------- */

static enum err_kind keep(const char **answer, const char *is,
			  const char *option, bool force, struct err *e)
{
	if (*answer && !str_eq(*answer, is) && !force)
		return err_set(e, ERR_CONFLICT,
			       "%s: the settings that are there say \"%s\";"
			       " --force writes them anew",
			       option, is);
	if (!*answer)
		*answer = is;
	return ERR_NONE;
}

enum err_kind init_answers_keep(struct init_answers *i, const struct conf *c,
				struct err *e)
{
	if (keep(&i->db_socket, c->db_socket, "--db-socket", i->force, e) ||
	    keep(&i->db_name, c->db_name, "--db-name", i->force, e) ||
	    keep(&i->base_url, c->base_url, "--base-url", i->force, e) ||
	    keep(&i->files_url, c->files_url, "--files-url", i->force, e))
		return e->kind;
	return ERR_NONE;
}

/* ---- The terminal -------------------------------------------------------- */

static enum err_kind same_name(const char *option, struct err *e)
{
	return err_set(e, ERR_INVALID,
		       "%sfiles need another name than the desk, so that none"
		       " can act as it",
		       option);
}

static enum err_kind check_names(const struct question *q,
				 const struct init_answers *i, const char *text,
				 struct err *e)
{
	if (q->at == AT(files_url) && str_eq(text, i->base_url))
		return same_name("", e);
	return ERR_NONE;
}

/* Until it is answered well; an empty line takes what is likely. */
static enum err_kind ask(const struct question *q, struct init_answers *i,
			 struct arena *a, struct err *e)
{
	const char *likely = q->likely ? q->likely(i, a) : NULL;
	const char *text;
	struct err wrong;

	for (;;) {
		wrong = (struct err){ 0 };
		(void)fprintf(stderr, likely ? "%s [%s]: " : "%s: ", q->words,
			      likely);
		text = read_line(a);
		if (!text)
			return err_set(e, ERR_INVALID,
				       "the answers ended before %s",
				       q->option);
		if (!*text && likely)
			text = likely;
		if (!check(q, text, &wrong) && !check_names(q, i, text, &wrong))
			break;
		(void)fprintf(stderr, "  %s\n", wrong.msg);
	}
	*answer_to(q, i) = text;
	return ERR_NONE;
}

static const char *own_name(struct arena *a)
{
	const struct passwd *p = getpwuid(geteuid());

	return p ? arena_str(a, p->pw_name) : "root";
}

/* Hours of no promise are not asked for. */
static bool promises_nothing(const struct init_answers *i)
{
	return i->no_promise || (str_eq(i->first_answer, "none") &&
				 str_eq(i->next_answer, "none"));
}

/* What nobody has to say; somebody who is there may. */
static enum err_kind settle_promise(const struct question *q,
				    struct init_answers *i, bool terminal,
				    struct arena *a, struct err *e)
{
	if (terminal && !promises_nothing(i)) {
		i->promise_given = true;
		return ask(q, i, a, e);
	}
	*answer_to(q, i) = q->likely(i, a);
	return ERR_NONE;
}

static enum err_kind settle(const struct question *q, struct init_answers *i,
			    bool terminal, struct arena *a, struct err *e)
{
	if (q->promise)
		return settle_promise(q, i, terminal, a, e);
	if (!terminal)
		return err_set(e, ERR_INVALID, "%s is missing", q->option);
	return ask(q, i, a, e);
}

enum err_kind init_answers_ask(struct init_answers *i, struct arena *a,
			       struct err *e)
{
	bool terminal = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);

	for (size_t k = 0; k < COUNT_OF(questions); k++) {
		const struct question *q = &questions[k];

		if (q->words && !*answer_to(q, i) &&
		    settle(q, i, terminal, a, e))
			return e->kind;
	}
	i->no_promise = promises_nothing(i);
	if (str_eq(i->base_url, i->files_url))
		return same_name("--files-url: ", e);
	if (!i->db_socket)
		i->db_socket = "/run/mysqld/mysqld.sock";
	if (!i->db_name)
		i->db_name = "duedesk";
	if (!i->admin)
		i->admin = own_name(a);
	return ERR_NONE;
}
