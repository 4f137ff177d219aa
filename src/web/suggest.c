#include "web/suggest.h"
#include "base/json_out.h"

void suggest_answer(struct resp *rs, const struct suggestion *v, size_t n)
{
	struct json_out json = JSON_OUT(&rs->body);

	rs->content_type = "application/json; charset=utf-8";
	json_out_array(&json, NULL);
	for (size_t i = 0; i < n; i++) {
		json_out_object(&json, NULL);
		json_out_str(&json, "id", v[i].id);
		json_out_str(&json, "name", v[i].name);
		if (v[i].email)
			json_out_str(&json, "email", v[i].email);
		if (v[i].company)
			json_out_str(&json, "company", v[i].company);
		json_out_end_object(&json);
	}
	json_out_end_array(&json);
}
