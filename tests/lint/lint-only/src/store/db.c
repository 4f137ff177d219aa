#include <mysql.h>
#include "store/db_link.h"
void f(void)
{
	mysql_query(m, s);
}
