void f(void)
{
	printf("fine here\n");
}
