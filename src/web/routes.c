#include "web/routes.h"
#include "web/account.h"
#include "web/agent_choice.h"
#include "web/assignments.h"
#include "web/attachments.h"
#include "web/audits.h"
#include "web/calendars.h"
#include "web/calls.h"
#include "web/companies.h"
#include "web/customers.h"
#include "web/customs.h"
#include "web/deadlines.h"
#include "web/departments.h"
#include "web/explain.h"
#include "web/groups.h"
#include "web/health.h"
#include "web/finder.h"
#include "web/inbox.h"
#include "web/levels.h"
#include "web/logs.h"
#include "web/markings.h"
#include "web/messages.h"
#include "web/no_replies.h"
#include "web/notes.h"
#include "web/people.h"
#include "web/postponements.h"
#include "web/presence.h"
#include "web/priorities.h"
#include "web/reopenings.h"
#include "web/reports.h"
#include "web/resolutions.h"
#include "web/rule_edit.h"
#include "web/rule_list.h"
#include "web/sessions.h"
#include "web/settings_page.h"
#include "web/style.h"
#include "web/ticket_beside.h"
#include "web/ticket_customs.h"
#include "web/ticket_tags.h"
#include "web/tags.h"
#include "web/tickets.h"
#include "web/transfers.h"
#include "web/uploads.h"
#include "web/welcome.h"

/* clang-format off */
const struct route routes[] = {
	{ GET,  "/",            sessions_home,   EVERYBODY, 0 },
	{ GET,  "/session/new", sessions_new,    ANYONE,    ROUTE_STANDS },
	{ GET,  "/session",     sessions_again,  ANYONE,    ROUTE_STANDS },
	{ POST, "/session",     sessions_create, ANYONE,    ROUTE_SLOW | ROUTE_NO_ONCE },
	{ POST, "/session/end", sessions_end,    ANYONE,    ROUTE_NO_ONCE },
	{ GET,  "/account",     account_show,    EVERYBODY, 0 },
	{ POST, "/account",     account_save,    EVERYBODY, 0 },
	{ POST, "/account/password", account_password, EVERYBODY, ROUTE_SLOW },
	{ POST, "/account/sessions/end", account_end_all, EVERYBODY, 0 },
	{ POST, "/account/sessions/:oid/end", account_end, EVERYBODY, 0 },
	{ POST, "/presence",    presence_create, ROLES_ANSWER, 0 },
	{ GET,  "/welcome",     welcome_show,    ANYONE,    0 },
	{ POST, "/welcome",     welcome_create,  ANYONE,    ROUTE_SLOW },
	{ GET,  "/inbox",       inbox_show,      ROLES_STAFF, 0 },
	{ GET,  "/find",        finder_show,     ROLES_STAFF, 0 },
	{ GET,  "/tickets",     tickets_index,   EVERYBODY, 0 },
	{ GET,  "/tickets/new", tickets_new,     ROLES_WRITE, ROUTE_FROM },
	{ POST, "/tickets",     tickets_create,  ROLES_WRITE, ROUTE_FILES },
	{ GET,  "/tickets/:code", tickets_show,  EVERYBODY, 0 },
	{ GET,  "/tickets/:code/why",          explain_show,           EVERYBODY, 0 },
	{ GET,  "/tickets/:code/next",         ticket_beside_next,     ROLES_STAFF, 0 },
	{ GET,  "/tickets/:code/previous",     ticket_beside_previous, ROLES_STAFF, 0 },
	{ POST, "/tickets/:code/messages",     messages_create,      EVERYBODY, ROUTE_FILES },
	{ POST, "/tickets/:code/notes",        notes_create,         ROLES_ANSWER, ROUTE_FILES },
	{ GET,  "/tickets/:code/agents",       assignments_suggest,  ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/assignment",   assignments_create,   ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/postponement", postponements_create, ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/resolution",   resolutions_create,   EVERYBODY, 0 },
	{ POST, "/tickets/:code/reopening",    reopenings_create,    EVERYBODY, 0 },
	{ POST, "/tickets/:code/transfer",     transfers_create,     ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/priority",     priorities_create,    ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/tags",         ticket_tags_create,   ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/fields",       ticket_customs_create, ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/no-reply",     no_replies_create,    ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/deadline",     deadlines_create,     ROLES_CUSTOMERS, 0 },
	{ GET,  "/tickets/:code/marking",      markings_ask_answered, ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/marking",      markings_answered,    ROLES_ANSWER, 0 },
	{ GET,  "/tickets/:code/spam",         markings_ask_spam,    ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/spam",         markings_spam,        ROLES_ANSWER, 0 },
	{ GET,  "/tickets/:code/deletion",     markings_ask_deletion, ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/deletion",     markings_delete,      ROLES_ANSWER, 0 },
	{ POST, "/tickets/:code/restoration",  markings_restore,     ROLES_ANSWER, 0 },
	{ GET,  "/people",      people_index,    ROLES_ADMIN, 0 },
	{ GET,  "/people/suggest", agent_choice_suggest, ROLES_REPORTS, 0 },
	{ GET,  "/people/new",  people_new,      ROLES_ADMIN, 0 },
	{ POST, "/people",      people_create,   ROLES_ADMIN, 0 },
	{ GET,  "/people/:oid", people_show,     ROLES_ADMIN, 0 },
	{ POST, "/people/:oid", people_update,   ROLES_ADMIN, 0 },
	{ POST, "/people/:oid/link",         people_link,     ROLES_ADMIN, 0 },
	{ GET,  "/people/:oid/disable",      people_confirm,  ROLES_ADMIN, 0 },
	{ POST, "/people/:oid/disabled",     people_disable,  ROLES_ADMIN, 0 },
	{ POST, "/people/:oid/enabled",      people_enable,   ROLES_ADMIN, 0 },
	{ POST, "/people/:oid/handover",     people_handover, ROLES_ADMIN, 0 },
	{ POST, "/people/:oid/sessions/end", people_sign_out, ROLES_ADMIN, 0 },
	{ GET,  "/levels",      levels_index,  ROLES_CUSTOMERS, 0 },
	{ GET,  "/levels/new",  levels_new,    ROLES_ADMIN, 0 },
	{ POST, "/levels",      levels_create, ROLES_ADMIN, 0 },
	{ GET,  "/levels/:oid", levels_show,   ROLES_CUSTOMERS, 0 },
	{ POST, "/levels/:oid", levels_update, ROLES_ADMIN, 0 },
	{ POST, "/levels/:oid/archived", levels_end,    ROLES_ADMIN, 0 },
	{ POST, "/levels/:oid/revived",  levels_revive, ROLES_ADMIN, 0 },
	{ GET,  "/departments", departments_index,  ROLES_ADMIN, 0 },
	{ POST, "/departments", departments_create, ROLES_ADMIN, 0 },
	{ GET,  "/departments/:oid",          departments_show,    ROLES_ADMIN, 0 },
	{ POST, "/departments/:oid",          departments_update,  ROLES_ADMIN, 0 },
	{ POST, "/departments/:oid/members",  departments_members, ROLES_ADMIN, 0 },
	{ POST, "/departments/:oid/archived", departments_end,     ROLES_ADMIN, 0 },
	{ POST, "/departments/:oid/revived",  departments_revive,  ROLES_ADMIN, 0 },
	{ GET,  "/tags",      tags_index,  ROLES_ADMIN, 0 },
	{ POST, "/tags",      tags_create, ROLES_ADMIN, 0 },
	{ GET,  "/tags/:oid", tags_show,   ROLES_ADMIN, 0 },
	{ POST, "/tags/:oid", tags_update, ROLES_ADMIN, 0 },
	{ POST, "/tags/:oid/merged",   tags_become, ROLES_ADMIN, 0 },
	{ POST, "/tags/:oid/archived", tags_end,    ROLES_ADMIN, 0 },
	{ POST, "/tags/:oid/revived",  tags_revive, ROLES_ADMIN, 0 },
	{ POST, "/tags/:oid/deleted",  tags_remove, ROLES_ADMIN, 0 },
	{ GET,  "/fields",      customs_index,  ROLES_ADMIN, 0 },
	{ POST, "/fields",      customs_create, ROLES_ADMIN, 0 },
	{ GET,  "/fields/:oid", customs_show,   ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid", customs_update, ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid/moved",    customs_order,  ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid/choices",  customs_choose, ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid/choice",   customs_choice, ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid/archived", customs_end,    ROLES_ADMIN, 0 },
	{ POST, "/fields/:oid/revived",  customs_revive, ROLES_ADMIN, 0 },
	{ GET,  "/groups",      groups_index,  ROLES_ADMIN, 0 },
	{ POST, "/groups",      groups_create, ROLES_ADMIN, 0 },
	{ GET,  "/groups/:oid", groups_show,   ROLES_ADMIN, 0 },
	{ POST, "/groups/:oid", groups_update, ROLES_ADMIN, 0 },
	{ POST, "/groups/:oid/archived", groups_end,    ROLES_ADMIN, 0 },
	{ POST, "/groups/:oid/revived",  groups_revive, ROLES_ADMIN, 0 },
	{ POST, "/groups/:oid/deleted",  groups_remove, ROLES_ADMIN, 0 },
	{ GET,  "/calendars",     calendars_index,  ROLES_CUSTOMERS, 0 },
	{ POST, "/calendars",     calendars_create, ROLES_ADMIN, 0 },
	{ GET,  "/calendars/new", calendars_new,    ROLES_ADMIN, 0 },
	{ GET,  "/calendars/:oid", calendars_show,   ROLES_CUSTOMERS, 0 },
	{ POST, "/calendars/:oid", calendars_update, ROLES_ADMIN, 0 },
	{ POST, "/calendars/:oid/name",     calendars_call,  ROLES_ADMIN, 0 },
	{ POST, "/calendars/:oid/removed",  calendars_end,   ROLES_ADMIN, 0 },
	{ GET,  "/calendars/:oid/file",     calendar_import_ask,    ROLES_ADMIN, 0 },
	{ POST, "/calendars/:oid/file",     calendar_import_review, ROLES_ADMIN, ROUTE_NO_ONCE | ROUTE_TEXTS },
	{ POST, "/calendars/:oid/closures", calendar_import_take,   ROLES_ADMIN, 0 },
	{ GET,  "/rules",      rule_list_show,   ROLES_CUSTOMERS, 0 },
	{ POST, "/rules",      rule_edit_create, ROLES_ADMIN, 0 },
	{ GET,  "/rules/new",  rule_edit_new,    ROLES_ADMIN, 0 },
	{ GET,  "/rules/:oid", rule_edit_show,   ROLES_CUSTOMERS, 0 },
	{ POST, "/rules/:oid", rule_edit_update, ROLES_ADMIN, 0 },
	{ POST, "/rules/:oid/moved",    rule_list_move,    ROLES_ADMIN, 0 },
	{ POST, "/rules/:oid/switched", rule_list_switch,  ROLES_ADMIN, 0 },
	{ POST, "/rules/:oid/cloned",   rule_list_clone,   ROLES_ADMIN, 0 },
	{ POST, "/rules/:oid/deleted",  rule_list_remove,  ROLES_ADMIN, 0 },
	{ POST, "/rules/:oid/restored", rule_list_restore, ROLES_ADMIN, 0 },
	{ GET,  "/customers",      customers_index,  ROLES_LOOK_UP, 0 },
	{ GET,  "/customers/suggest", customers_suggest, ROLES_LOOK_UP, 0 },
	{ GET,  "/customers/new",  customers_new,    ROLES_LOOK_UP, 0 },
	{ POST, "/customers",      customers_create, ROLES_LOOK_UP, 0 },
	{ GET,  "/customers/:oid", customers_show,   ROLES_LOOK_UP, 0 },
	{ POST, "/customers/:oid", customers_update, ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/tickets",  customers_take_along, ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/groups",   customers_groups,  ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/fields", customers_customs, ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/link",     customers_link,    ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/disabled", customers_disable, ROLES_CUSTOMERS, 0 },
	{ POST, "/customers/:oid/enabled",  customers_enable,  ROLES_CUSTOMERS, 0 },
	{ GET,  "/companies",      companies_index,  ROLES_LOOK_UP, 0 },
	{ POST, "/companies",      companies_create, ROLES_CUSTOMERS, 0 },
	{ GET,  "/companies/suggest", companies_suggest, ROLES_LOOK_UP, 0 },
	{ GET,  "/companies/:oid", companies_show,   ROLES_LOOK_UP, 0 },
	{ POST, "/companies/:oid", companies_update, ROLES_CUSTOMERS, 0 },
	{ POST, "/companies/:oid/groups", companies_groups, ROLES_CUSTOMERS, 0 },
	{ POST, "/companies/:oid/fields", companies_customs, ROLES_CUSTOMERS, 0 },
	{ GET,  "/companies/:oid/tickets", companies_tickets, ROLES_LOOK_UP, 0 },
	{ GET,  "/calls",                    calls_index,  ROLES_CUSTOMERS, 0 },
	{ POST, "/calls",                    calls_turn,   ROLES_ADMIN, 0 },
	{ POST, "/calls/hosts",              calls_create, ROLES_ADMIN, 0 },
	{ POST, "/calls/hosts/:oid/secret",  calls_secret, ROLES_ADMIN, 0 },
	{ POST, "/calls/hosts/:oid/removed", calls_end,    ROLES_ADMIN, 0 },
	{ POST, "/calls/hosts/:oid/test",    calls_try,    ROLES_ADMIN, 0 },
	{ POST, "/calls/log/:oid/again",     calls_repeat, ROLES_ADMIN, 0 },
	{ GET,  "/settings",     settings_page_show,   ROLES_ADMIN, 0 },
	{ GET,  "/settings.xml", settings_page_export, ROLES_ADMIN, 0 },
	{ POST, "/settings",     settings_page_import, ROLES_ADMIN, ROUTE_TEXTS },
	{ GET,  "/audit",      audits_index,  ROLES_CUSTOMERS, 0 },
	{ GET,  "/audit.csv",  audits_export, ROLES_CUSTOMERS, ROUTE_SLOW },
	{ GET,  "/audit/:oid", audits_show,   ROLES_CUSTOMERS, 0 },
	{ GET,  "/reports/log",            logs_show,                 ROLES_REPORTS, 0 },
	{ GET,  "/reports/log.csv",        logs_export,               ROLES_REPORTS, ROUTE_SLOW },
	{ GET,  "/reports/compliance",     reports_compliance,        ROLES_REPORTS, 0 },
	{ GET,  "/reports/compliance.csv", reports_compliance_export, ROLES_REPORTS, ROUTE_SLOW },
	{ GET,  "/style",       style_show,      ANYONE,    ROUTE_STANDS },
	{ POST, "/uploads",          uploads_create,      ROLES_WRITE, ROUTE_SLOW | ROUTE_NO_ONCE | ROUTE_BODY },
	{ GET,  "/attachments/:oid", attachments_show,    EVERYBODY, 0 },
	{ GET,  "/f/*",              attachments_deliver, ANYONE,    ROUTE_LINK },
	{ GET,  "/healthz",     health_show,     ANYONE,    ROUTE_BARE },
	{ GET,  "/healthz/slow", health_show,    ANYONE,    ROUTE_BARE | ROUTE_SLOW },
	{ HTTP_OTHER, NULL, NULL, 0, 0 },
};
/* clang-format on */
