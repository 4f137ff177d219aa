#include "core/action.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>
#include "base/limits.h"
#include "base/str.h"
#include "core/event.h"

static const char *const names[ACTION_KIND_N] = {
	[ACTION_TELL_AGENT] = "tell_agent",
	[ACTION_TELL_DEPARTMENT] = "tell_department",
	[ACTION_TELL_MANAGERS] = "tell_managers",
	[ACTION_TELL_ALL_MANAGERS] = "tell_all_managers",
	[ACTION_TELL_ADDRESS] = "tell_address",
	[ACTION_PRIORITY] = "priority",
	[ACTION_ASSIGN] = "assign",
	[ACTION_TRANSFER] = "transfer",
	[ACTION_TAG] = "tag",
	[ACTION_UNTAG] = "untag",
	[ACTION_NOTE] = "note",
	[ACTION_LEVEL] = "level",
	[ACTION_CALL] = "call",
	[ACTION_RESOLVE] = "resolve",
	[ACTION_CLOSE] = "close",
	[ACTION_REOPEN] = "reopen",
	[ACTION_POSTPONE] = "postpone",
	[ACTION_MARK_ANSWERED] = "mark_answered",
	[ACTION_SPAM] = "spam",
	[ACTION_DELETE] = "delete",
	[ACTION_FIELD] = "field",
	[ACTION_ANSWER] = "answer",
	[ACTION_TELL_PERSON] = "tell_person",
};

const char *action_name(enum action_kind k)
{
	return names[k];
}

bool action_of(const char *name, enum action_kind *out)
{
	for (int i = 0; i < ACTION_KIND_N; i++)
		if (str_eq(names[i], name)) {
			*out = (enum action_kind)i;
			return true;
		}
	return false;
}

bool action_tells(enum action_kind k)
{
	return k <= ACTION_TELL_ADDRESS || k == ACTION_TELL_PERSON;
}

enum action_names action_names(enum action_kind k)
{
	switch (k) {
	case ACTION_ASSIGN:
	case ACTION_TELL_PERSON:
		return ACTION_NAMES_PERSON;
	case ACTION_TRANSFER:
		return ACTION_NAMES_DEPARTMENT;
	case ACTION_TAG:
	case ACTION_UNTAG:
		return ACTION_NAMES_TAG;
	case ACTION_LEVEL:
		return ACTION_NAMES_LEVEL;
	case ACTION_FIELD:
		return ACTION_NAMES_FIELD;
	case ACTION_PRIORITY:
	case ACTION_POSTPONE:
		return ACTION_NAMES_NUMBER;
	default:
		return ACTION_NAMES_NOTHING;
	}
}

/* ---- Words, addresses, URLs ---------------------------------------------- */

static enum err_kind check_words(const char *field, const char *text,
				 size_t max, struct err *e)
{
	size_t n = strlen(text);

	if (!str_utf8_valid(text, n) || str_blank(text, n))
		return err_set(e, ERR_INVALID, "%s: write some words, in UTF-8",
			       field);
	if (str_utf8_count(text, n) > max)
		return err_set(e, ERR_INVALID,
			       "%s: it has more than %zu characters", field,
			       max);
	return ERR_NONE;
}

/* Are there spaces, control characters, or any of these in it? */
static bool has_odd(const char *text, const char *odd)
{
	for (const char *s = text; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f || strchr(odd, *s))
			return true;
	return false;
}

static enum err_kind check_address(const char *text, struct err *e)
{
	const char *at = strchr(text, '@');
	size_t n = strlen(text);

	if (n > LIMIT_EMAIL)
		return err_set(e, ERR_INVALID,
			       "address: it has more than %d bytes",
			       LIMIT_EMAIL);
	if (!at || at == text || !at[1] || strchr(at + 1, '@') ||
	    !str_utf8_valid(text, n) || has_odd(text, "<>()[],;:\\\""))
		return err_set(e, ERR_INVALID,
			       "address: write it as name@example.com");
	return ERR_NONE;
}

/* How long its http:// or https:// is, or 0. */
static size_t scheme(const char *url)
{
	if (strncasecmp(url, "http://", 7) == 0)
		return 7;
	return strncasecmp(url, "https://", 8) == 0 ? 8 : 0;
}

static enum err_kind check_url(const char *text, struct err *e)
{
	size_t skip = scheme(text), n;
	const char *host;

	if (strlen(text) > LIMIT_ACTION_URL)
		return err_set(e, ERR_INVALID, "url: it has more than %d bytes",
			       LIMIT_ACTION_URL);
	if (skip == 0)
		return err_set(e, ERR_INVALID,
			       "url: it begins with http:// or https://");
	host = text + skip;
	n = strcspn(host, "/?#");
	if (memchr(host, '@', n))
		return err_set(e, ERR_INVALID,
			       "url: no user or password may stand in it");
	if (n == 0 || *host == ':' || !str_utf8_valid(text, strlen(text)) ||
	    has_odd(text, "\"<>\\^`{|}"))
		return err_set(e, ERR_INVALID,
			       "url: write it as https://example.com/path");
	return ERR_NONE;
}

enum err_kind action_check(const struct action *a, struct err *e)
{
	const char *text = a->text ? a->text : "";

	switch (a->kind) {
	case ACTION_TELL_ADDRESS:
		return check_address(text, e);
	case ACTION_NOTE:
		return check_words("note", text, LIMIT_ACTION_NOTE, e);
	case ACTION_ANSWER:
		return check_words("answer", text, LIMIT_ACTION_ANSWER, e);
	case ACTION_CALL:
		return check_url(text, e);
	case ACTION_PRIORITY:
		if (a->id < PRIORITY_URGENT || a->id >= PRIORITY_N)
			return err_set(e, ERR_INVALID,
				       "priority: it is urgent, high, normal"
				       " or low");
		return ERR_NONE;
	case ACTION_POSTPONE:
		if (a->id < 0 || a->id > LIMIT_POSTPONEMENT)
			return err_set(e, ERR_INVALID,
				       "seconds: it is 1 to %" PRId64
				       ", or 0 for an open end",
				       LIMIT_POSTPONEMENT);
		return ERR_NONE;
	default:
		return ERR_NONE;
	}
}
