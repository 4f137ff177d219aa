#include "base/password.h"
#include "base/limits.h"
#include "base/str.h"

#include <ctype.h>
#include <sodium.h>

#include "base/password_common.h"

#define OPSLIMIT 2
#define MEMLIMIT (19 * 1024 * 1024)

_Static_assert(PASSWORD_HASH >= crypto_pwhash_STRBYTES, "hash does not fit");

/* Of a random password nobody knows; the same costs as all others. */
static const char nobodys[] =
	"$argon2id$v=19$m=19456,t=2,p=1$JUsvbwLYuOvPhmhNvepA0A$"
	"eBtJLGuMlF17YBah6VZGC+gbqY7UDyrPvYO2x9y5bd4";

enum err_kind password_hash(const char *password, char out[PASSWORD_HASH],
			    struct err *e)
{
	if (crypto_pwhash_str(out, password, strlen(password), OPSLIMIT,
			      MEMLIMIT))
		return err_set(e, ERR_BUSY, "no memory to hash a password");
	return ERR_NONE;
}

bool password_good(const char *hash, const char *password)
{
	bool known = !str_empty(hash);
	int rc = crypto_pwhash_str_verify(known ? hash : nobodys, password,
					  strlen(password));

	return rc == 0 && known;
}

bool password_outdated(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, OPSLIMIT, MEMLIMIT) != 0;
}

/* Small letters only: "Du3desk" and "duedesk" are no different to guess. */
static void fold(const char *s, char *out, size_t size)
{
	static const char from[] = "013457@$!", to[] = "oieastasi";
	size_t k = 0;

	for (; *s && k + 1 < size; s++) {
		const char *at = strchr(from, *s);

		out[k++] = at ? to[at - from]
			      : (char)tolower((unsigned char)*s);
	}
	out[k] = '\0';
}

static int compare(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

static bool is_common(const char *password)
{
	char lower[4 * LIMIT_PASSWORD + 1];
	size_t n = 0;

	for (; password[n] && n + 1 < sizeof(lower); n++)
		lower[n] = (char)tolower((unsigned char)password[n]);
	lower[n] = '\0';
	return bsearch(lower, common, COUNT_OF(common), sizeof(common[0]),
		       compare);
}

/* One piece over and over: "abcabcabcabc", "111111111111". */
static bool is_repeated(const char *s)
{
	size_t n = strlen(s);

	for (size_t piece = 1; piece <= n / 3; piece++)
		if (!memcmp(s, s + piece, n - piece))
			return true;
	return false;
}

/* Each character the next one after that before it: "abcdefghijkl". */
static bool is_row(const char *s)
{
	size_t steps = 0, n = strlen(s);

	for (size_t i = 1; i < n; i++)
		steps += s[i] == s[i - 1] + 1 || s[i] == s[i - 1] - 1;
	return steps + 2 >= n;
}

/* Little but that word: it and fewer than eight further characters. */
static bool is_mostly(const char *folded, const char *word)
{
	char want[LIMIT_NAME * 4 + 1];
	size_t n, left = strlen(folded);

	fold(word, want, sizeof(want));
	n = strlen(want);
	if (n < 4)
		return false;
	for (const char *s = folded; (s = strstr(s, want)); s += n)
		left -= n;
	return left < strlen(folded) && left < 8;
}

/* The same for each word of a name or an address. */
static bool is_about(const char *folded, const char *words)
{
	char word[LIMIT_NAME * 4 + 1];

	while (words && *words) {
		size_t n = strcspn(words, " .@-_+");

		if (n && n < sizeof(word)) {
			memcpy(word, words, n);
			word[n] = '\0';
			if (is_mostly(folded, word))
				return true;
		}
		words += n + (words[n] != '\0');
	}
	return false;
}

enum err_kind password_check(const char *password, const char *name,
			     const char *email, struct err *e)
{
	static const char ours[] = "duedesk helpdesk servicedesk password "
				   "passwort welcome letmein changeme admin "
				   "administrator support qwerty";
	char folded[4 * LIMIT_PASSWORD + 1];
	size_t n = strlen(password), count;

	if (!str_utf8_valid(password, n))
		return err_set(e, ERR_INVALID, "password: not valid text");
	count = str_utf8_count(password, n);
	if (count < LIMIT_PASSWORD_MIN)
		return err_set(e, ERR_INVALID,
			       "password: at least %d characters",
			       LIMIT_PASSWORD_MIN);
	if (count > LIMIT_PASSWORD)
		return err_set(e, ERR_INVALID,
			       "password: at most %d characters",
			       LIMIT_PASSWORD);
	fold(password, folded, sizeof(folded));
	if (is_common(password) || is_repeated(password) || is_row(password) ||
	    is_about(folded, ours))
		return err_set(e, ERR_INVALID,
			       "password: too common, others guess it early");
	if (is_about(folded, name) || is_about(folded, email))
		return err_set(e, ERR_INVALID,
			       "password: too close to the name or address");
	return ERR_NONE;
}
