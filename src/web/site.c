#include "web/site.h"
#include "base/clock.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/desk_store.h"
#include "web/view.h"
#include "web/rule_words.h"
#include "web/setting_words.h"
#include "web/words.h"

#define NAME_NS INT64_C(60000000000)

enum err_kind site_load(struct site *s, const struct conf *conf,
			const struct route *routes, struct err *e)
{
	*s = (struct site){ .conf = conf,
			    .routes = routes,
			    .started = clock_now(),
			    .beat = { .last = INSTANT_NONE } };
	if (view_load(conf->templates_dir, e) || words_load(e) ||
	    rule_words_load(e) || setting_words_load(e) ||
	    zone_find("UTC", &s->utc, e)) {
		e->kind = ERR_BROKEN;
		return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind open_db(struct site *s, struct err *e)
{
	const struct db_conf conf = {
		.socket = s->conf->db_socket,
		.user = s->conf->db_user_web,
		.password = s->conf->db_password_web,
		.name = s->conf->db_name,
		.seconds = LIMIT_PAGE_QUERY_SECONDS,
	};

	return db_open(&conf, &s->db, e);
}

enum err_kind site_check(struct site *s, struct err *e)
{
	struct arena *a;

	if (open_db(s, e))
		return err_wrap(e, "database");
	a = arena_new();
	if (db_self_check(s->db, a, clock_now(), e))
		err_wrap(e, "database");
	arena_free(a);
	db_close(&s->db);
	return e->kind;
}

enum err_kind site_ready(struct site *s, struct err *e)
{
	return s->db ? db_ready(s->db, e) : open_db(s, e);
}

const char *site_name(const struct site *s)
{
	return s->name[0] ? s->name : DESK_STORE_NAME;
}

void site_named(struct site *s, const char *name, bool sandbox)
{
	size_t n = name ? strlen(name) : 0;

	if (n >= sizeof(s->name))
		n = str_utf8_cut(name, n, LIMIT_NAME);
	memcpy(s->name, name ? name : "", n);
	s->name[n] = '\0';
	s->sandbox = sandbox;
	s->named_ns = clock_monotonic_ns();
}

void site_look_up_name(struct site *s, struct arena *a)
{
	struct desk_settings d;
	struct err ignored = { 0 };

	if (s->named_ns && clock_monotonic_ns() - s->named_ns < NAME_NS)
		return;
	if (!desk_store_find(s->db, a, &d, &ignored))
		site_named(s, d.name, d.sandbox);
}

void site_release(struct site *s)
{
	db_close(&s->db);
}
