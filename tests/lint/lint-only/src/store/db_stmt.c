#include <mysql.h>
void f(void)
{
	mysql_real_query(m, s, 1);
}
