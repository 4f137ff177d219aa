/*
 * Runs a fuzz target over its corpus, so that every input that once broke
 * something, or reached something new, is tried by each `make check`.
 */
#include "base/attr.h"
#include "fuzz/fuzz.h"

#include <dirent.h>

static void run_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	size_t cap = (size_t)4 * 1024 * 1024, n;
	uint8_t *whole, *exact;

	assert(f);
	whole = malloc(cap);
	assert(whole);
	n = fread(whole, 1, cap, f);
	fclose(f);
	exact = malloc(n ? n : 1); /* so that ASan sees the first byte beyond */
	assert(exact);
	memcpy(exact, whole, n);
	free(whole);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
}

/* The corpus of fuzz/replay_NAME is fuzz/corpus/NAME. */
int main(int argc, char **argv)
{
	const char *root = getenv("TEST_SRCDIR");
	const char *name = argc ? strrchr(argv[0], '_') : NULL;
	char folder[1024], path[2048];
	struct dirent *entry;
	int files = 0;
	DIR *d;

	snprintf(folder, sizeof(folder), "%s/tests/fuzz/corpus/%s",
		 root ? root : ".", name ? name + 1 : "");
	d = opendir(folder);
	if (!d) {
		printf("1..0 # SKIP no corpus in %s\n", folder);
		return 1;
	}
	while ((entry = readdir(d))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		run_file(path);
		printf("ok %d - %s\n", ++files, entry->d_name);
	}
	closedir(d);
	printf("1..%d\n", files);
	return files ? 0 : 1;
}
