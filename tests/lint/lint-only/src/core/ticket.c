#include <mysql.h>
#include <sodium.h>
#include <ctemplate/template.h>
#include <fcgiapp.h>
#include "store/db_link.h"
/* time(NULL) and strcpy(a, b) in a comment are harmless. */
static const char *s = "strcpy(a, b) and time(NULL) in a text, too";
void f(void)
{
	long t = time (NULL);
	clock_gettime(0, NULL);
	nanosleep(NULL, NULL);
	strcpy(a, b); sprintf(a, b);
	x = rand();
	randombytes_buf(a, 3);
	n = atoi(s) + strtol(s, NULL, 10);
	strtok(s, ",");
	localtime_r(&t, &tm);
	system("true");
	p = alloca(7);
	sscanf(s, "%d", &n);
	printf("hello");
	mysql_query(m, s);
	open("/dev/urandom", 0);
	assert(n > 0);
	row.time(3); my_time(3); row->time(4);
	snprintf(a, 3, "x"); fprintf(f, "x");
}
