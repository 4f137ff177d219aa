/*
 * The one file that knows cctz: it turns a zone into the array of offsets
 * that everything else works on.
 */
#include <cctz/time_zone.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <sys/stat.h>

extern "C" {
#include "base/zone.h"
}

namespace
{

struct loaded {
	cctz::time_zone tz;
	std::string name;
	std::vector<zone_span> spans;
	struct zone zone;
};

using point = cctz::time_point<cctz::seconds>;

point to_point(instant at)
{
	return point(cctz::seconds(at));
}

std::string database()
{
	const char *dir = getenv("TZDIR");

	return dir && *dir ? dir : "/usr/share/zoneinfo";
}

/*
 * cctz remembers every name it was ever asked for, and takes paths: so only
 * a name that is safe, and has a compiled zone behind it, gets that far.
 * right/ zones count leap seconds, which instants do not have.
 */
bool name_safe(const std::string &name)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789_+-/";

	if (name.empty() || name.size() > 64 ||
	    !isalpha((unsigned char)name[0]))
		return false;
	if (name.find_first_not_of(allowed) != std::string::npos ||
	    name.find("//") != std::string::npos || name.back() == '/')
		return false;
	return name.rfind("right/", 0) != 0 && name.rfind("posix/", 0) != 0 &&
	       name != "localtime" && name != "posixrules";
}

bool file_exists(const std::string &name)
{
	std::ifstream file(database() + "/" + name, std::ios::binary);
	char magic[4];

	return file.read(magic, sizeof(magic)) &&
	       memcmp(magic, "TZif", sizeof(magic)) == 0;
}

/* A change of the abbreviation alone is none for us. */
void read_spans(struct loaded *z)
{
	cctz::time_zone::civil_transition step;
	instant at = INSTANT_MIN;

	z->spans.push_back({ INT64_MIN, z->tz.lookup(to_point(at)).offset });
	while (z->tz.next_transition(to_point(at), &step)) {
		at = z->tz.lookup(step.to).trans.time_since_epoch().count();
		if (at > INSTANT_MAX)
			break;
		int32_t offset = z->tz.lookup(to_point(at)).offset;
		if (offset != z->spans.back().offset)
			z->spans.push_back({ at, offset });
	}
	z->spans.shrink_to_fit();
}

std::unordered_map<std::string, std::unique_ptr<struct loaded>> &zones()
{
	static std::unordered_map<std::string, std::unique_ptr<struct loaded>>
		all;

	return all;
}

struct loaded *load(const std::string &name)
{
	if (!name_safe(name) || !file_exists(name))
		return nullptr;
	auto z = std::make_unique<struct loaded>();
	if (!cctz::load_time_zone(name, &z->tz))
		return nullptr;
	z->name = name;
	read_spans(z.get());
	z->zone = { z->name.c_str(), z->spans.data(), z->spans.size() };
	return (zones()[name] = std::move(z)).get();
}

std::string edition_file()
{
	return database() + "/tzdata.zi";
}

/* Tells one tzdata from another; zeroes: there is none. */
struct mark {
	ino_t file;
	off_t size;
	struct timespec written;
};

struct mark mark_now()
{
	struct stat st;

	if (stat(edition_file().c_str(), &st))
		return {};
	return { st.st_ino, st.st_size, st.st_mtim };
}

std::string read_version()
{
	static const std::string prefix = "# version ";
	std::ifstream file(edition_file());
	std::string line;

	std::getline(file, line);
	if (line.compare(0, prefix.size(), prefix) != 0)
		return "unknown";
	return line.substr(prefix.size(), ZONE_VERSION_MAX);
}

/* The tzdata in use. */
struct edition {
	struct mark mark;
	std::string version;
};

const struct edition &in_use()
{
	/* The mark first: what changes in between is noticed. */
	static const struct edition e = { mark_now(), read_version() };

	return e;
}

/* "DE	+5230+01322	Europe/Berlin	most of Germany" */
std::string name_in_line(const std::string &line)
{
	size_t first = line.find('\t');
	size_t second = first == std::string::npos ? first
						   : line.find('\t', first + 1);

	if (line.empty() || line[0] == '#' || second == std::string::npos)
		return "";
	return line.substr(second + 1,
			   line.find('\t', second + 1) - second - 1);
}

/* Names, and pointers to them. */
struct choice {
	std::vector<std::string> names;
	std::vector<const char *> list;
};

struct choice read_choice()
{
	std::ifstream file(database() + "/zone.tab");
	std::string line;
	struct choice c;

	c.names.push_back("UTC");
	while (std::getline(file, line)) {
		std::string name = name_in_line(line);

		if (name_safe(name) && file_exists(name))
			c.names.push_back(name);
	}
	std::sort(c.names.begin(), c.names.end());
	for (const std::string &name : c.names)
		c.list.push_back(name.c_str());
	c.list.push_back(nullptr);
	return c;
}

} /* namespace */

extern "C" const char *const *zone_names(void) noexcept
{
	/* Moved as a whole, the names stay where they are. */
	static const struct choice c = read_choice();

	return c.list.data();
}

extern "C" enum err_kind zone_find(const char *name, const struct zone **out,
				   struct err *e) noexcept
{
	auto known = zones().find(name);
	struct loaded *z = known == zones().end() ? load(name)
						  : known->second.get();

	if (!z)
		return err_set(e, ERR_INVALID, "\"%.64s\" is not a time zone",
			       name);
	*out = &z->zone;
	return ERR_NONE;
}

extern "C" const char *zone_version(void) noexcept
{
	return in_use().version.c_str();
}

extern "C" bool zone_changed(void) noexcept
{
	const struct mark &was = in_use().mark;
	const struct mark is = mark_now();

	return is.file != was.file || is.size != was.size ||
	       is.written.tv_sec != was.written.tv_sec ||
	       is.written.tv_nsec != was.written.tv_nsec;
}

extern "C" const char *zone_abbreviation(const struct zone *z, instant at,
					 char out[16]) noexcept
{
	auto known = zones().find(z->name);

	snprintf(out, 16, "%s",
		 known == zones().end()
			 ? ""
			 : known->second->tz.lookup(to_point(at)).abbr);
	return out;
}
