#ifndef CLI_CALENDAR_VALUE_H
#define CLI_CALENDAR_VALUE_H
/*
 * calendar_value: values in business hours as JSON. For calendar_*file.c alone.
 * ERR_INVALID names the member and what it may be.
 */
#include "base/err.h"
#include "store/calendar_store.h"

struct json_in;

enum err_kind calendar_value_unknown(const char *key, struct err *e);
enum err_kind calendar_value_object(const struct json_in *v,
				    struct err *e) MUST_CHECK;

/* One of ${n} words, which are listed if it is none. */
enum err_kind calendar_value_word(const char *key, const struct json_in *v,
				  const char *const *words, int n, int *out,
				  struct err *e) MUST_CHECK;
enum err_kind calendar_value_count(const char *key, const struct json_in *v,
				   int64_t from, int64_t until, int32_t *out,
				   struct err *e) MUST_CHECK;
/* Of ${least} to LIMIT_NAME characters. */
enum err_kind calendar_value_name(struct arena *a, const struct json_in *v,
				  size_t least, const char **out,
				  struct err *e) MUST_CHECK;
enum err_kind calendar_value_date(const struct json_in *v, int64_t *day,
				  struct err *e) MUST_CHECK;
/* How many things a list has, at most ${most}. */
enum err_kind calendar_value_list(const struct json_in *v, size_t most,
				  size_t *n, struct err *e) MUST_CHECK;
/* Either may be absent: then it is that end of the day. */
enum err_kind calendar_value_times(const struct json_in *from,
				   const struct json_in *to, int32_t *from_min,
				   int32_t *to_min, struct err *e) MUST_CHECK;

/* What closures have, of one date or of a rule. */
struct calendar_value_closing {
	int32_t from_min, to_min;
	enum calendar_mode mode;
	const char *name;
};

/* Is a member of an object one of these? Read them. */
bool calendar_value_of_closing(const char *key);
enum err_kind calendar_value_closing(struct arena *a, const struct json_in *v,
				     struct calendar_value_closing *out,
				     struct err *e) MUST_CHECK;

/* The list of them into ${d}. */
enum err_kind calendar_file_read_rules(struct arena *a, const struct json_in *v,
				       struct calendar_draft *d,
				       struct err *e) MUST_CHECK;

#endif
