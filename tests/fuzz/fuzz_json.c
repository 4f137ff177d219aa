/*
 * What json_in takes, json_out can write again, and json_in takes that, too,
 * and finds the same in it.
 */
#include "base/json_in.h"
#include "base/json_out.h"
#include "fuzz/fuzz.h"

static void copy(struct json_out *j, const char *key, const struct json_in *v)
{
	struct json_in_iter it = { .object = v };
	const char *s = json_in_str(v, NULL);
	int64_t n;
	bool b;

	if (json_in_is_object(v)) {
		json_out_object(j, key);
		while (json_in_next(&it))
			copy(j, it.key, it.value);
		json_out_end_object(j);
	} else if (json_in_is_array(v)) {
		json_out_array(j, key);
		for (size_t i = 0; i < json_in_count(v); i++)
			copy(j, NULL, json_in_at(v, i));
		json_out_end_array(j);
	} else if (s) {
		json_out_str(j, key, s);
	} else if (json_in_i64(v, &n)) {
		json_out_i64(j, key, n);
	} else if (json_in_bool(v, &b)) {
		json_out_bool(j, key, b);
	} else {
		json_out_null(j, key);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sbuf first = SBUF_INIT((size_t)64 * 1024 * 1024);
	struct sbuf second = SBUF_INIT((size_t)64 * 1024 * 1024);
	struct json_out to_first = JSON_OUT(&first);
	struct json_out to_second = JSON_OUT(&second);
	struct json_in *doc, *again;
	struct err e = { 0 };

	if (json_in_parse((const char *)data, size, &doc, &e)) {
		assert(e.kind == ERR_INVALID && e.msg[0]);
		return 0;
	}
	copy(&to_first, NULL, doc);
	if (json_in_parse(sbuf_text(&first), first.len, &again, &e))
		abort();
	copy(&to_second, NULL, again);
	assert(strcmp(sbuf_text(&first), sbuf_text(&second)) == 0);
	json_in_free(doc);
	json_in_free(again);
	sbuf_release(&first);
	sbuf_release(&second);
	return 0;
}
