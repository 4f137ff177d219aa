#include "base/folder.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_past(int dir, const char *name, const char *suffix,
		    instant before)
{
	size_t n = strlen(name), m = strlen(suffix);
	struct stat st;

	return n > m && memcmp(name + n - m, suffix, m) == 0 &&
	       fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && st.st_mtime < before;
}

int folder_tidy(const char *path, const char *suffix, instant before)
{
	struct dirent *entry;
	DIR *dir = opendir(path);
	int gone = 0;

	if (!dir)
		return 0;
	while ((entry = readdir(dir)))
		if (is_past(dirfd(dir), entry->d_name, suffix, before))
			gone += unlinkat(dirfd(dir), entry->d_name, 0) == 0;
	(void)closedir(dir);
	return gone;
}
