/*
 * bare: what a page of the desk costs with nothing around its SQL. Runs a list
 * of statements for each request, copies all rows, and answers with a body of a
 * given size. No template, no session, and it dies at the first fault.
 *
 *	bare SOCKET WORKERS BYTES STATEMENTS MY.CNF
 *
 * STATEMENTS: "S text" is one; "I number", "T text" or "N " its next value.
 */
#include <fcgiapp.h>
#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define STATEMENTS 64
#define VALUES 512
#define COLUMNS 64
#define TEXT_MAX (128 * 1024)

static struct statement {
	char *text;
	MYSQL_STMT *st;
	MYSQL_BIND in[VALUES], out[COLUMNS];
	unsigned nin, nout;
	long long values[VALUES], numbers[COLUMNS];
	unsigned long lengths[COLUMNS];
	my_bool nulls[COLUMNS];
} list[STATEMENTS];
static size_t n;
static char copies[16 * 1024 * 1024];

static void need(int good, const char *what)
{
	if (!good)
		(void)fprintf(stderr, "bare: %s\n", what), exit(1);
}

static void add_value(struct statement *s, char kind, const char *text)
{
	MYSQL_BIND *b = &s->in[s->nin];
	long long *number = &s->values[s->nin];

	need(++s->nin < VALUES, "too many values");
	*number = strtoll(text, NULL, 10);
	b->buffer_type = kind == 'I'   ? MYSQL_TYPE_LONGLONG
			 : kind == 'T' ? MYSQL_TYPE_STRING
				       : MYSQL_TYPE_NULL;
	b->buffer = kind == 'I' ? (void *)number : strdup(text);
	b->buffer_length = strlen(text);
}

static void read_list(const char *path)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;

	need(f != NULL, path);
	while (getline(&line, &room, f) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (*line == 'S') {
			need(n < STATEMENTS, "too many statements");
			list[n++].text = strdup(line + 2);
		} else {
			add_value(&list[n - 1], *line, line + 2);
		}
	}
}

static void prepare(MYSQL *my, struct statement *s)
{
	MYSQL_RES *meta;
	MYSQL_FIELD *f;

	s->st = mysql_stmt_init(my);
	need(!mysql_stmt_prepare(s->st, s->text, strlen(s->text)), s->text);
	need(mysql_stmt_param_count(s->st) == s->nin, "values do not fit");
	need(!s->nin || !mysql_stmt_bind_param(s->st, s->in), s->text);
	meta = mysql_stmt_result_metadata(s->st);
	for (; meta && (f = mysql_fetch_field(meta)); s->nout++) {
		MYSQL_BIND *b = &s->out[s->nout];

		need(s->nout < COLUMNS, "too many columns");
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = &s->numbers[s->nout];
		b->length = &s->lengths[s->nout];
		b->is_null = &s->nulls[s->nout];
		if (IS_NUM(f->type) && f->type != MYSQL_TYPE_NEWDECIMAL)
			continue;
		b->buffer_type = MYSQL_TYPE_STRING;
		b->buffer_length = f->length < TEXT_MAX ? f->length : TEXT_MAX;
		b->buffer = malloc(b->buffer_length + 1);
	}
	need(!meta || !mysql_stmt_bind_result(s->st, s->out), s->text);
}

/* Its rows, copied to ${at} one after the other; where the next one goes. */
static size_t run(struct statement *s, size_t at)
{
	int rc = MYSQL_NO_DATA;

	need(!mysql_stmt_execute(s->st), s->text);
	while (s->nout && !(rc = mysql_stmt_fetch(s->st)))
		for (unsigned i = 0; i < s->nout; i++) {
			size_t size = s->nulls[i] ? 0 : s->lengths[i];

			need(at + size < sizeof(copies), "too many rows");
			memcpy(copies + at, s->out[i].buffer, size);
			at += size;
		}
	need(rc == MYSQL_NO_DATA, "a row does not fit");
	mysql_stmt_free_result(s->st);
	return at;
}

static void serve(const char *defaults, const char *body, int size)
{
	MYSQL *my = mysql_init(NULL);
	FCGX_Request f;

	prctl(PR_SET_PDEATHSIG, 9);
	mysql_options(my, MYSQL_READ_DEFAULT_FILE, defaults);
	need(mysql_real_connect(my, 0, 0, 0, 0, 0, 0, 0) != NULL, "no MariaDB");
	for (size_t i = 0; i < n; i++)
		prepare(my, &list[i]);
	FCGX_InitRequest(&f, 0, 0);
	while (FCGX_Accept_r(&f) == 0) {
		for (size_t i = 0, at = 0; i < n; i++)
			at = run(&list[i], at);
		FCGX_FPrintF(f.out, "Content-Length: %d\r\n\r\n", size);
		FCGX_PutStr(body, size, f.out);
	}
}

int main(int argc, char **argv)
{
	int size = argc == 6 ? (int)strtol(argv[3], NULL, 10) : 0;
	char *body = calloc(1, (size_t)size + 1);

	need(size > 0, "five words");
	read_list(argv[4]);
	FCGX_Init();
	need(dup2(FCGX_OpenSocket(argv[1], 4096), 0) == 0, argv[1]);
	for (long i = strtol(argv[2], NULL, 10); i > 1 && fork(); i--)
		;
	serve(argv[5], body, size);
}
