#include <sodium.h>
void f(void)
{
	randombytes_buf(a, 3);
}
