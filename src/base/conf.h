#ifndef BASE_CONF_H
#define BASE_CONF_H
/*
 * conf: the settings of the programs: one table of name, kind, default.
 *
 * A setting comes from the file (name = value, # comments), and the
 * environment wins (db_socket is DUEDESK_DB_SOCKET). An unknown name, a broken
 * line or a value out of range refuses the start, naming file and line.
 */
#include "base/err.h"

struct conf {
	/* where */
	char db_socket[108];
	char db_name[65];
	char db_user_web[65], db_password_web[129];     /* duedesk-web */
	char db_user_sweep[65], db_password_sweep[129]; /* duedesk-sweep */
	char db_user_hook[65], db_password_hook[129]; /* duedesk-hook, or "" */
	char db_user_admin[65], db_password_admin[129]; /* duedesk: owns DDL */
	char templates_dir[512];
	char spool_dir[512]; /* exports, as nginx sees them too */
	char blob_dir[512];  /* people's files (base/blob.h) */
	char files_key[65];  /* 64 hex digits: links to files are signed with it
			      */
	char hook_key[65];   /* 64 hex digits: what is sent to URLs is signed
			      * with secrets that follow from it; "": none is */
	char base_url[256];  /* http://desk.localhost:8080, no slash */
	char files_url[256]; /* http://files.localhost:8080 */
	/* how much */
	int64_t files_floor_mib; /* stays free where files are kept */
	int64_t fast_workers, slow_workers;
	int64_t worker_requests;   /* leave after that many */
	int64_t worker_memory_mib; /* leave when larger */
	int64_t session_idle_agent_s, session_idle_customer_s;
	char log_level[8];
	bool development; /* shows what is for developers: /style */
};

/*
 * conf_load(path, c, e):
 * Defaults, then the file (${path} NULL: conf_path(); SYSCONFDIR's may be
 * missing, one that $DUEDESK_CONF names may not), then the environment.
 * ERR_INVALID says which line is wrong.
 */
enum err_kind conf_load(const char *path, struct conf *c,
			struct err *e) MUST_CHECK;

/* $DUEDESK_CONF or SYSCONFDIR/duedesk/duedesk.conf, whether it is there. */
const char *conf_path(void);

/* May that setting have this value? ERR_INVALID says why not. */
enum err_kind conf_check(const char *name, const char *value,
			 struct err *e) MUST_CHECK;

#endif
