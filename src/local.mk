# The files, a library for each layer:
# base <- core <- store <- desk <- { web, sweep, cli } <- bin
# Add a file here once it compiles.

noinst_LIBRARIES = libbase.a libcore.a libstore.a libdesk.a libweb.a \
	libsweep.a libcli.a

# What a program or test of each layer links: the layer and those below.
BASE_LIBS = libbase.a $(SODIUM_LIBS) $(JANSSON_LIBS) $(CCTZ_LIBS) $(ICAL_LIBS)
CORE_LIBS = libcore.a $(BASE_LIBS)
STORE_LIBS = libstore.a $(CORE_LIBS) $(MARIADB_LIBS)
DESK_LIBS = libdesk.a $(STORE_LIBS)
WEB_LIBS = libweb.a $(DESK_LIBS) $(CTEMPLATE_LIBS) $(CMARK_LIBS) $(FCGI_LIBS)
SWEEP_LIBS = libsweep.a $(DESK_LIBS)
CLI_LIBS = libcli.a $(WEB_LIBS) $(ZLIB_LIBS)

# ---- base --------------------------------------------------------------------
libbase_a_SOURCES = \
	src/base/arena.c \
	src/base/arena.h \
	src/base/attr.h \
	src/base/blob.c \
	src/base/blob.h \
	src/base/clock.c \
	src/base/clock.h \
	src/base/conf.c \
	src/base/conf.h \
	src/base/dice.c \
	src/base/dice.h \
	src/base/err.c \
	src/base/err.h \
	src/base/folder.c \
	src/base/folder.h \
	src/base/ics.c \
	src/base/ics.h \
	src/base/ics_in.h \
	src/base/ics_expand.c \
	src/base/ics_moment.c \
	src/base/instant.c \
	src/base/instant.h \
	src/base/json_in.c \
	src/base/json_in.h \
	src/base/json_out.c \
	src/base/json_out.h \
	src/base/json_pull.c \
	src/base/json_pull.h \
	src/base/limits.h \
	src/base/log.c \
	src/base/log.h \
	src/base/password.c \
	src/base/password.h \
	src/base/password_common.h \
	src/base/require.c \
	src/base/require.h \
	src/base/rng.c \
	src/base/rng.h \
	src/base/sbuf.c \
	src/base/sbuf.h \
	src/base/str.c \
	src/base/str.h \
	src/base/zone.c \
	src/base/zone.h \
	src/base/zone_cctz.cc

# ---- core --------------------------------------------------------------------
libcore_a_SOURCES = \
	src/core/access.c \
	src/core/access.h \
	src/core/action.c \
	src/core/action.h \
	src/core/calendar.c \
	src/core/calendar.h \
	src/core/calendar_block.h \
	src/core/calendar_check.c \
	src/core/calendar_compile.c \
	src/core/calendar_days.c \
	src/core/calendar_days.h \
	src/core/calendar_lint.c \
	src/core/calendar_lint.h \
	src/core/calendar_local.c \
	src/core/calendar_minutes.c \
	src/core/calendar_minutes.h \
	src/core/calendar_on.c \
	src/core/calendar_on.h \
	src/core/clock.c \
	src/core/clock.h \
	src/core/clock_change.c \
	src/core/clock_fold.h \
	src/core/clock_hide.c \
	src/core/clock_life.h \
	src/core/clock_order.c \
	src/core/clock_pending.c \
	src/core/clock_split.c \
	src/core/clock_ticket.c \
	src/core/closure_news.c \
	src/core/closure_news.h \
	src/core/closure_rule.c \
	src/core/closure_rule.h \
	src/core/duration.c \
	src/core/duration.h \
	src/core/event.c \
	src/core/event.h \
	src/core/explain.c \
	src/core/explain.h \
	src/core/file_name.c \
	src/core/file_name.h \
	src/core/file_type.c \
	src/core/file_type.h \
	src/core/ids.h \
	src/core/level.c \
	src/core/level.h \
	src/core/strip.c \
	src/core/strip.h

# ---- store -------------------------------------------------------------------
libstore_a_SOURCES = \
	src/store/applied_store.c \
	src/store/applied_store.h \
	src/store/attachment_store.c \
	src/store/attachment_store.h \
	src/store/blob_store.c \
	src/store/blob_store.h \
	src/store/upload_store.c \
	src/store/upload_store.h \
	src/store/db.c \
	src/store/db.h \
	src/store/db_check.c \
	src/store/db_fault.c \
	src/store/db_link.h \
	src/store/db_rows.c \
	src/store/db_stmt.c \
	src/store/company_store.c \
	src/store/company_store.h \
	src/store/count_store.c \
	src/store/count_store.h \
	src/store/department_store.c \
	src/store/department_store.h \
	src/store/closing_store.c \
	src/store/closing_store.h \
	src/store/desk_store.c \
	src/store/desk_store.h \
	src/store/person_store.c \
	src/store/person_store.h \
	src/store/invitation_store.c \
	src/store/invitation_store.h \
	src/store/key_page.c \
	src/store/key_page.h \
	src/store/link_store.c \
	src/store/link_store.h \
	src/store/log_range.c \
	src/store/log_range.h \
	src/store/log_store.c \
	src/store/log_store.h \
	src/store/migrate.c \
	src/store/migrate.h \
	src/store/once_store.c \
	src/store/once_store.h \
	src/store/person_store.c \
	src/store/person_store.h \
	src/store/people_list.c \
	src/store/people_list.h \
	src/store/person_words.c \
	src/store/person_words.h \
	src/store/report_store.c \
	src/store/report_store.h \
	src/store/session_store.c \
	src/store/session_store.h \
	src/store/sql_text.c \
	src/store/sql_text.h \
	src/store/setup_store.c \
	src/store/setup_store.h \
	src/store/sql_words.c \
	src/store/sql_words.h \
	src/store/ticket_count.c \
	src/store/ticket_count.h \
	src/store/ticket_about.c \
	src/store/ticket_about.h \
	src/store/tag_store.c \
	src/store/tag_store.h \
	src/store/ticket_list.c \
	src/store/ticket_list.h \
	src/store/ticket_range.c \
	src/store/ticket_range.h \
	src/store/account_store.c \
	src/store/account_store.h \
	src/store/agent_list.c \
	src/store/agent_list.h \
	src/store/beat_store.c \
	src/store/beat_store.h \
	src/store/calendar_read.c \
	src/store/calendar_read.h \
	src/store/calendar_store.c \
	src/store/calendar_store.h \
	src/store/calendar_view.c \
	src/store/calendar_view.h \
	src/store/check_loose.c \
	src/store/check_names.c \
	src/store/check_read.h \
	src/store/check_store.c \
	src/store/check_store.h \
	src/store/clock_store.c \
	src/store/clock_store.h \
	src/store/event_store.c \
	src/store/event_store.h \
	src/store/history_store.c \
	src/store/history_store.h \
	src/store/level_read.c \
	src/store/level_read.h \
	src/store/outbox_store.c \
	src/store/outbox_store.h \
	src/store/staff_store.c \
	src/store/staff_store.h \
	src/store/level_action_store.c \
	src/store/level_action_store.h \
	src/store/level_store.c \
	src/store/level_store.h \
	src/store/message_store.c \
	src/store/message_store.h \
	src/store/name_store.c \
	src/store/name_store.h \
	src/store/rule_store.c \
	src/store/rule_store.h \
	src/store/step_store.c \
	src/store/step_store.h \
	src/store/ticket_store.c \
	src/store/ticket_store.h \
	src/store/verdict_store.c \
	src/store/verdict_store.h \
	src/store/worker_store.c \
	src/store/worker_store.h \
	src/store/zone_store.c \
	src/store/zone_store.h
nodist_libstore_a_SOURCES = src/store/migrations.c
EXTRA_DIST += sql
BUILT_SOURCES += src/store/migrations.c
CLEANFILES += src/store/migrations.c
# The script touches nothing that has not changed.
src/store/migrations.c: FORCE
	@$(MKDIR_P) src/store
	@$(PERL) $(top_srcdir)/tools/embed-migrations \
		$(top_srcdir)/sql/migrations $@

# ---- desk --------------------------------------------------------------------
libdesk_a_SOURCES = \
	src/desk/admin.c \
	src/desk/admin.h \
	src/desk/account.c \
	src/desk/account.h \
	src/desk/assign.c \
	src/desk/attach.c \
	src/desk/attach.h \
	src/desk/calendars.c \
	src/desk/calendars.h \
	src/desk/check.c \
	src/desk/check.h \
	src/desk/apply.c \
	src/desk/apply.h \
	src/desk/apply_look.c \
	src/desk/apply_look.h \
	src/desk/apply_preview.c \
	src/desk/apply_step.c \
	src/desk/check_applied.c \
	src/desk/check_clock.c \
	src/desk/check_part.h \
	src/desk/check_rest.c \
	src/desk/check_ticket.c \
	src/desk/check_verdict.c \
	src/desk/check_words.c \
	src/desk/closing.c \
	src/desk/closing.h \
	src/desk/companies.c \
	src/desk/companies.h \
	src/desk/deadline.c \
	src/desk/departments.c \
	src/desk/departments.h \
	src/desk/desk.h \
	src/desk/history.c \
	src/desk/history.h \
	src/desk/hide.c \
	src/desk/import.c \
	src/desk/import.h \
	src/desk/mark_answered.c \
	src/desk/merge.c \
	src/desk/no_reply.c \
	src/desk/note.c \
	src/desk/past.c \
	src/desk/past.h \
	src/desk/follow_up.c \
	src/desk/explain.c \
	src/desk/explain.h \
	src/desk/explain_cause.c \
	src/desk/explain_cause.h \
	src/desk/explain_fault.c \
	src/desk/explain_json.c \
	src/desk/explain_json.h \
	src/desk/forward.c \
	src/desk/handover.c \
	src/desk/invitations.c \
	src/desk/people.c \
	src/desk/people.h \
	src/desk/people_doors.c \
	src/desk/people_find.c \
	src/desk/people_find.h \
	src/desk/open.c \
	src/desk/postpone.c \
	src/desk/prioritize.c \
	src/desk/refold.c \
	src/desk/refold.h \
	src/desk/reopen.c \
	src/desk/reply.c \
	src/desk/resolve.c \
	src/desk/setup.c \
	src/desk/setup.h \
	src/desk/split.c \
	src/desk/lateness.c \
	src/desk/lateness.h \
	src/desk/step_act.c \
	src/desk/step_tell.c \
	src/desk/step_write.c \
	src/desk/steps.c \
	src/desk/steps.h \
	src/desk/sweep.c \
	src/desk/tag.c \
	src/desk/tag.h \
	src/desk/transfer.c \
	src/desk/tags_admin.c \
	src/desk/tags_admin.h \
	src/desk/work.c \
	src/desk/work.h \
	src/desk/work_apply.c \
	src/desk/work_run.c \
	src/desk/work_store.c \
	src/desk/work_whole.c

# ---- web ---------------------------------------------------------------------
libweb_a_SOURCES = \
	src/web/attachments.c \
	src/web/attachments.h \
	src/web/multipart.c \
	src/web/multipart.h \
	src/web/uploads.c \
	src/web/uploads.h \
	src/web/uploads_form.c \
	src/web/uploads_in.h \
	src/web/account.c \
	src/web/account.h \
	src/web/assignments.c \
	src/web/assignments.h \
	src/web/breaker.c \
	src/web/breaker.h \
	src/web/conversation.c \
	src/web/conversation.h \
	src/web/csrf.c \
	src/web/csrf.h \
	src/web/csv.c \
	src/web/csv.h \
	src/web/about.c \
	src/web/about.h \
	src/web/admin.c \
	src/web/admin.h \
	src/web/agent_choice.c \
	src/web/agent_choice.h \
	src/web/companies.c \
	src/web/companies.h \
	src/web/customers.c \
	src/web/customers.h \
	src/web/departments.c \
	src/web/departments.h \
	src/web/errors.c \
	src/web/errors.h \
	src/web/explain.c \
	src/web/explain.h \
	src/web/fcgi.c \
	src/web/fcgi.h \
	src/web/filters.c \
	src/web/filters.h \
	src/web/form.c \
	src/web/form.h \
	src/web/health.c \
	src/web/health.h \
	src/web/http.c \
	src/web/http.h \
	src/web/finder.c \
	src/web/finder.h \
	src/web/inbox.c \
	src/web/inbox.h \
	src/web/kept.c \
	src/web/kept.h \
	src/web/logs.c \
	src/web/logs.h \
	src/web/markdown.c \
	src/web/markdown.h \
	src/web/markings.c \
	src/web/markings.h \
	src/web/messages.c \
	src/web/messages.h \
	src/web/notes.c \
	src/web/notes.h \
	src/web/once.c \
	src/web/once.h \
	src/web/page.c \
	src/web/page.h \
	src/web/pager.c \
	src/web/pager.h \
	src/web/people.c \
	src/web/people.h \
	src/web/people_form.c \
	src/web/people_form.h \
	src/web/people_link.c \
	src/web/people_link.h \
	src/web/people_show.c \
	src/web/pool.c \
	src/web/pool.h \
	src/web/postponements.c \
	src/web/postponements.h \
	src/web/priorities.c \
	src/web/priorities.h \
	src/web/promise_parts.c \
	src/web/promise_parts.h \
	src/web/proof.c \
	src/web/proof.h \
	src/web/reopenings.c \
	src/web/reopenings.h \
	src/web/reports.c \
	src/web/reports.h \
	src/web/requester.c \
	src/web/requester.h \
	src/web/resolutions.c \
	src/web/resolutions.h \
	src/web/router.c \
	src/web/router.h \
	src/web/routes.c \
	src/web/routes.h \
	src/web/sessions.c \
	src/web/sessions.h \
	src/web/shared.h \
	src/web/site.c \
	src/web/site.h \
	src/web/spool.c \
	src/web/spool.h \
	src/web/style.c \
	src/web/style.h \
	src/web/suggest.c \
	src/web/suggest.h \
	src/web/sweeper.c \
	src/web/sweeper.h \
	src/web/tags.c \
	src/web/tags.h \
	src/web/ticket_beside.c \
	src/web/ticket_beside.h \
	src/web/ticket_customer.c \
	src/web/ticket_customer.h \
	src/web/ticket_sheet.c \
	src/web/ticket_sheet.h \
	src/web/ticket_side.c \
	src/web/ticket_side.h \
	src/web/ticket_staff.c \
	src/web/ticket_staff.h \
	src/web/ticket_tags.c \
	src/web/ticket_tags.h \
	src/web/step_deeds.c \
	src/web/step_deeds.h \
	src/web/ticket_undo.c \
	src/web/ticket_undo.h \
	src/web/tickets.c \
	src/web/tickets.h \
	src/web/transfers.c \
	src/web/transfers.h \
	src/web/view.h \
	src/web/view_ct.cc \
	src/web/viewer.c \
	src/web/viewer.h \
	src/web/welcome.c \
	src/web/welcome.h \
	src/web/words.c \
	src/web/words.h

# ---- sweep -------------------------------------------------------------------
libsweep_a_SOURCES = \
	src/sweep/sweep.c \
	src/sweep/sweep.h

# ---- cli ---------------------------------------------------------------------
libcli_a_SOURCES = \
	src/cli/calc.c \
	src/cli/calc.h \
	src/cli/calc_cache.c \
	src/cli/calc_cache.h \
	src/cli/calc_hours.c \
	src/cli/calc_hours.h \
	src/cli/calc_line.c \
	src/cli/calc_line.h \
	src/cli/calendar.c \
	src/cli/calendar.h \
	src/cli/calendar_import.c \
	src/cli/calendar_part.h \
	src/cli/calendar_test.c \
	src/cli/check.c \
	src/cli/check.h \
	src/cli/check_crew.c \
	src/cli/check_crew.h \
	src/cli/check_files.c \
	src/cli/check_files.h \
	src/cli/commands.c \
	src/cli/commands.h \
	src/cli/connect.c \
	src/cli/connect.h \
	src/cli/crew.c \
	src/cli/crew.h \
	src/cli/csv_in.c \
	src/cli/csv_in.h \
	src/cli/desk.c \
	src/cli/desk.h \
	src/cli/directory.c \
	src/cli/directory.h \
	src/cli/import.c \
	src/cli/import.h \
	src/cli/incidents.c \
	src/cli/incidents.h \
	src/cli/explain.c \
	src/cli/explain.h \
	src/cli/explain_text.c \
	src/cli/explain_text.h \
	src/cli/hours.c \
	src/cli/hours.h \
	src/cli/init.c \
	src/cli/init.h \
	src/cli/init_answers.c \
	src/cli/init_answers.h \
	src/cli/init_file.c \
	src/cli/init_file.h \
	src/cli/json_line.c \
	src/cli/json_line.h \
	src/cli/page.c \
	src/cli/page.h \
	src/cli/preview.c \
	src/cli/preview.h \
	src/cli/people.c \
	src/cli/people.h \
	src/cli/replay.c \
	src/cli/replay.h \
	src/cli/replay_calendar.c \
	src/cli/replay_event.c \
	src/cli/replay_fold.c \
	src/cli/replay_fold.h \
	src/cli/replay_gears.c \
	src/cli/replay_level.c \
	src/cli/replay_line.c \
	src/cli/replay_line.h \
	src/cli/replay_read.c \
	src/cli/replay_read.h \
	src/cli/sample.c \
	src/cli/sample.h \
	src/cli/sample_cast.c \
	src/cli/sample_cast.h \
	src/cli/sample_code.c \
	src/cli/sample_code.h \
	src/cli/sample_company.c \
	src/cli/sample_files.c \
	src/cli/sample_files.h \
	src/cli/sample_fill.c \
	src/cli/sample_fill.h \
	src/cli/sample_levels.c \
	src/cli/sample_levels.h \
	src/cli/sample_plan.c \
	src/cli/sample_plan.h \
	src/cli/sample_story.c \
	src/cli/sample_story.h \
	src/cli/sample_tickets.c \
	src/cli/sample_words.c \
	src/cli/sample_words.h \
	src/cli/sample_writers.c \
	src/cli/sample_writers.h \
	src/cli/parts.c \
	src/cli/parts.h \
	src/cli/level.c \
	src/cli/level.h \
	src/cli/level_action.c \
	src/cli/level_action.h \
	src/cli/level_file.c \
	src/cli/level_file.h \
	src/cli/level_words.c \
	src/cli/level_words.h \
	src/cli/level_write.c \
	src/cli/migrate.c \
	src/cli/migrate.h

# ---- programs ----------------------------------------------------------------
bin_PROGRAMS += duedesk
duedesk_SOURCES = src/bin/duedesk.c
duedesk_LDADD = $(CLI_LIBS)
sbin_PROGRAMS += duedesk-sweep
duedesk_sweep_SOURCES = src/bin/duedesk-sweep.c
duedesk_sweep_LDADD = $(SWEEP_LIBS)
sbin_PROGRAMS += duedesk-web
duedesk_web_SOURCES = src/bin/duedesk-web.c
duedesk_web_LDADD = $(WEB_LIBS)
