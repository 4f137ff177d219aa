#include <time.h>
int64_t f(void)
{
	return time(NULL) + rand();
}
