#ifndef BASE_JSON_OUT_H
#define BASE_JSON_OUT_H
/*
 * json_out: JSON written straight into an sbuf; commas look after themselves.
 * Text that is not UTF-8 is written with U+FFFD in place of the bad bytes.
 */
#include "base/sbuf.h"

struct json_out {
	struct sbuf *to;
	bool comma; /* the next item needs one in front */
	bool line;  /* ... and a new line */
};
#define JSON_OUT(buf)                                                          \
	{                                                                      \
		.to = (buf)                                                    \
	}

/* ${key} is NULL inside an array and at the top. */
void json_out_object(struct json_out *j, const char *key);
void json_out_array(struct json_out *j, const char *key);
void json_out_end_object(struct json_out *j);
void json_out_end_array(struct json_out *j);
/* NULL is written null. */
void json_out_str(struct json_out *j, const char *key, const char *s);
void json_out_i64(struct json_out *j, const char *key, int64_t n);
void json_out_bool(struct json_out *j, const char *key, bool b);
void json_out_null(struct json_out *j, const char *key);

/* The next item, or bracket that closes, begins a line. */
void json_out_line(struct json_out *j);

#endif
