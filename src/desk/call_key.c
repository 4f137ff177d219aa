#include "desk/call_key.h"

#include "base/require.h"
#include "base/rng.h"
#include "base/sbuf.h"

#define TEXT_MAX (1024 * 1024)

bool call_key_valid(const char *hook_key)
{
	unsigned char key[RNG_HASH_LEN];

	return rng_unhex(hook_key, key, sizeof(key));
}

static void sign(const unsigned char key[RNG_HASH_LEN], const struct sbuf *text,
		 char *hex, size_t bytes)
{
	unsigned char mac[RNG_HASH_LEN];

	REQUIRE(!text->failed);
	rng_mac(key, sbuf_text(text), text->len, mac);
	rng_hex(mac, bytes, hex);
}

void call_key_secret(const char *hook_key, const char *oid, int number,
		     char out[CALL_KEY_SECRET + 1])
{
	struct sbuf info = SBUF_INIT(TEXT_MAX);
	unsigned char key[RNG_HASH_LEN];

	REQUIRE(rng_unhex(hook_key, key, sizeof(key)));
	sbuf_printf(&info, "duedesk call %s %d\x01", oid, number);
	sign(key, &info, out, CALL_KEY_SECRET / 2);
	sbuf_release(&info);
}

void call_key_sign(const char secret[CALL_KEY_SECRET + 1], instant at,
		   const char *body, char out[CALL_KEY_MAC + 1])
{
	struct sbuf text = SBUF_INIT(TEXT_MAX);

	sbuf_i64(&text, at);
	sbuf_char(&text, '.');
	sbuf_str(&text, body);
	sign((const unsigned char *)secret, &text, out, CALL_KEY_MAC / 2);
	sbuf_release(&text);
}

void call_key_id(const char *ukey, char out[CALL_KEY_ID + 1])
{
	unsigned char hash[RNG_HASH_LEN];

	rng_sha256(ukey, strlen(ukey), hash);
	rng_hex(hash, CALL_KEY_ID / 2, out);
}
