/* The one file that knows RE2. */
#include <re2/re2.h>

#include <memory>
#include <new>

extern "C" {
#include "base/limits.h"
#include "base/pattern.h"
}

struct pattern {
	RE2 re;

	pattern(const char *text, const RE2::Options &options)
	    : re(text, options)
	{
	}
};

enum err_kind pattern_new(const char *text, struct pattern **out, struct err *e)
{
	RE2::Options options;

	*out = nullptr;
	options.set_log_errors(false);
	options.set_case_sensitive(false);
	options.set_never_capture(true);
	options.set_max_mem(LIMIT_PATTERN_MEMORY);
	try {
		std::unique_ptr<pattern> p(new pattern(text, options));

		if (!p->re.ok())
			return err_set(e, ERR_INVALID,
				       "The regular expression cannot be used:"
				       " %s.",
				       p->re.error().c_str());
		*out = p.release();
		return ERR_NONE;
	} catch (const std::bad_alloc &) {
		abort();
	}
}

void pattern_free(struct pattern *p)
{
	delete p;
}

bool pattern_found(const struct pattern *p, const char *s, size_t n)
{
	return p->re.Match(re2::StringPiece(s, n), 0, n, RE2::UNANCHORED,
			   nullptr, 0);
}
