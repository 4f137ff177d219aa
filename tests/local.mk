# The tests. Each lists its name and what it may link: its layer and those
# below. A test's source is its name with .c, unless _SOURCES says otherwise.
#
#   CORE_TESTS += tests/core/test_clock
#   tests_core_test_clock_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)

BASE_TESTS = tests/base/test_arena \
	tests/base/test_clock \
	tests/base/test_conf \
	tests/base/test_dice \
	tests/base/test_err \
	tests/base/test_folder \
	tests/base/test_instant \
	tests/base/test_json_in \
	tests/base/test_json_out \
	tests/base/test_log \
	tests/base/test_password \
	tests/base/test_require \
	tests/base/test_rng \
	tests/base/test_sbuf \
	tests/base/test_str \
	tests/base/test_xml
BASE_TESTS += tests/base/test_url
CORE_TESTS =
STORE_TESTS = tests/store/test_agent_list \
	tests/store/test_check_loose \
	tests/store/test_db \
	tests/store/test_faults \
	tests/store/test_log \
	tests/store/test_migrate \
	tests/store/test_people \
	tests/store/test_people_list \
	tests/store/test_report \
	tests/store/test_rights \
	tests/store/test_stream \
	tests/store/test_calendars \
	tests/store/test_tags \
	tests/store/test_ticket_cost \
	tests/store/test_ticket_list
DESK_TESTS = tests/desk/test_changes tests/desk/test_parallel tests/desk/test_people \
	tests/desk/test_verbs
SWEEP_TESTS = tests/sweep/test_sweep
WEB_TESTS =
CLI_TESTS =
# These shift the clock, or make the server fail.
if TEST_CLOCK
DESK_TESTS += tests/desk/test_belts \
	tests/desk/test_calendar_save \
	tests/desk/test_closing \
	tests/desk/test_time \
	tests/desk/test_history \
	tests/desk/test_import \
	tests/desk/test_links \
	tests/desk/test_rule_safe \
	tests/desk/test_split_safe \
	tests/desk/test_steps_many \
	tests/desk/test_sweep \
	tests/desk/test_timed_safe
endif

# ---- base --------------------------------------------------------------------
tests_base_test_arena_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_clock_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_conf_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_dice_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_folder_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_err_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_instant_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_json_in_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_json_out_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_log_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_password_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_require_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_rng_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_sbuf_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_str_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_url_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_xml_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_ics
tests_base_test_ics_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
BASE_TESTS += tests/base/test_blob
tests_base_test_blob_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
BASE_TESTS += tests/base/test_fold tests/base/test_pattern
tests_base_test_fold_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_pattern_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
BASE_TESTS += tests/base/test_json_pull tests/base/test_zone
tests_base_test_json_pull_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)
tests_base_test_zone_LDADD = $(BASE_LIBS) $(CMOCKA_LIBS)

# ---- core --------------------------------------------------------------------
CORE_TESTS += tests/core/test_calendar tests/core/test_calendar_random \
	tests/core/test_duration
CALENDARS_FIXTURE = tests/core/calendars.c tests/core/calendars.h
tests_core_test_calendar_SOURCES = tests/core/test_calendar.c \
	$(CALENDARS_FIXTURE)
tests_core_test_calendar_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CHANCE = tests/core/chance.c tests/core/chance.h tests/core/oracle.c \
	tests/core/oracle.h $(CALENDARS_FIXTURE)
CORE_TESTS += tests/core/test_calendar_days tests/core/test_calendar_lint \
	tests/core/test_calendar_on
tests_core_test_calendar_days_SOURCES = tests/core/test_calendar_days.c \
	$(CHANCE)
tests_core_test_calendar_days_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
FINDINGS = tests/core/findings.c tests/core/findings.h
tests_core_test_calendar_lint_SOURCES = tests/core/test_calendar_lint.c \
	$(FINDINGS) $(CALENDARS_FIXTURE)
tests_core_test_calendar_lint_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_calendar_findings
tests_core_test_calendar_findings_SOURCES = \
	tests/core/test_calendar_findings.c $(FINDINGS) $(CHANCE)
tests_core_test_calendar_findings_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_custom
tests_core_test_custom_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_colour tests/core/test_presence \
	tests/core/test_referrer
tests_core_test_referrer_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
tests_core_test_colour_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
tests_core_test_presence_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
ASKED = tests/core/asked.c tests/core/asked.h
CORE_TESTS += tests/core/test_rule tests/core/test_rule_time
tests_core_test_rule_SOURCES = tests/core/test_rule.c $(ASKED)
tests_core_test_rule_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
tests_core_test_rule_time_SOURCES = tests/core/test_rule_time.c $(ASKED) \
	$(CHANCE)
tests_core_test_rule_time_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_rule_lint
tests_core_test_rule_lint_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_rule_trace
tests_core_test_rule_trace_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_closure_news
tests_core_test_closure_news_SOURCES = tests/core/test_closure_news.c \
	$(CALENDARS_FIXTURE)
tests_core_test_closure_news_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_closure_rule
tests_core_test_closure_rule_SOURCES = tests/core/test_closure_rule.c \
	$(CALENDARS_FIXTURE)
tests_core_test_closure_rule_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
tests_core_test_calendar_on_SOURCES = tests/core/test_calendar_on.c $(CHANCE)
tests_core_test_calendar_on_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
tests_core_test_duration_SOURCES = tests/core/test_duration.c \
	$(CALENDARS_FIXTURE)
tests_core_test_duration_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
ZONES = tests/core/zones.c tests/core/zones.h
tests_core_test_calendar_random_SOURCES = tests/core/test_calendar_random.c \
	tests/core/oracle.c tests/core/oracle.h $(ZONES)
tests_core_test_calendar_random_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock
tests_core_test_clock_SOURCES = tests/core/test_clock.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_ticket
tests_core_test_clock_ticket_SOURCES = tests/core/test_clock_ticket.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_ticket_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_access
tests_core_test_access_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_level
tests_core_test_level_SOURCES = tests/core/test_level.c $(CALENDARS_FIXTURE)
tests_core_test_level_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_action
tests_core_test_action_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
HISTORY = tests/core/history.c tests/core/history.h \
	tests/core/history_gears.c tests/core/history_gears.h $(ZONES)
CORE_TESTS += tests/core/test_clock_laws
tests_core_test_clock_laws_SOURCES = tests/core/test_clock_laws.c \
	tests/core/laws.c tests/core/laws.h $(HISTORY)
tests_core_test_clock_laws_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_edits
tests_core_test_clock_edits_SOURCES = tests/core/test_clock_edits.c \
	tests/core/laws.c tests/core/laws.h $(HISTORY)
tests_core_test_clock_edits_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_random
tests_core_test_clock_random_SOURCES = tests/core/test_clock_random.c \
	tests/core/laws.c tests/core/laws.h $(HISTORY) \
	tests/core/clock_moments.c \
	tests/core/clock_moments.h \
	tests/core/clock_oracle.c \
	tests/core/clock_oracle.h
tests_core_test_clock_random_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_strip
tests_core_test_strip_SOURCES = tests/core/test_strip.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_strip_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_events
tests_core_test_clock_events_SOURCES = tests/core/test_clock_events.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_events_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_explain
tests_core_test_explain_SOURCES = tests/core/test_explain.c $(HISTORY)
tests_core_test_explain_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_closing
tests_core_test_clock_closing_SOURCES = tests/core/test_clock_closing.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_closing_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_by_hand
tests_core_test_clock_by_hand_SOURCES = tests/core/test_clock_by_hand.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_by_hand_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_gears
tests_core_test_clock_gears_SOURCES = tests/core/test_clock_gears.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_gears_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_split
tests_core_test_clock_split_SOURCES = tests/core/test_clock_split.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_split_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_decisions
tests_core_test_clock_decisions_SOURCES = tests/core/test_clock_decisions.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_decisions_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_stays
tests_core_test_clock_stays_SOURCES = tests/core/test_clock_stays.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_stays_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)
CORE_TESTS += tests/core/test_clock_hidden
tests_core_test_clock_hidden_SOURCES = tests/core/test_clock_hidden.c \
	tests/core/story.c \
	tests/core/story.h
tests_core_test_clock_hidden_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)

CORE_TESTS += tests/core/test_file
tests_core_test_file_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)

# ---- store -------------------------------------------------------------------
# A database of the test's own; for the tests of the layers above too.
DB_FIXTURE = tests/support/db_fixture.c tests/support/db_fixture.h
tests_store_test_db_SOURCES = tests/store/test_db.c $(DB_FIXTURE)
tests_store_test_db_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_migrate_SOURCES = tests/store/test_migrate.c $(DB_FIXTURE)
tests_store_test_migrate_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_rights_SOURCES = tests/store/test_rights.c $(DB_FIXTURE)
tests_store_test_rights_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_agent_list_SOURCES = tests/store/test_agent_list.c \
	$(DB_FIXTURE)
tests_store_test_agent_list_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_check_loose_SOURCES = tests/store/test_check_loose.c \
	$(DB_FIXTURE)
tests_store_test_check_loose_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_people_list_SOURCES = tests/store/test_people_list.c \
	$(DB_FIXTURE)
tests_store_test_people_list_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_calendars_SOURCES = tests/store/test_calendars.c \
	$(DB_FIXTURE)
tests_store_test_calendars_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_tags_SOURCES = tests/store/test_tags.c $(DB_FIXTURE)
tests_store_test_tags_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_people_SOURCES = tests/store/test_people.c $(DB_FIXTURE)
tests_store_test_people_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
TICKET_MODEL = tests/store/ticket_model.c tests/store/ticket_model.h \
	$(DB_FIXTURE)
tests_store_test_ticket_cost_SOURCES = tests/store/test_ticket_cost.c \
	$(TICKET_MODEL)
tests_store_test_ticket_cost_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_ticket_list_SOURCES = tests/store/test_ticket_list.c \
	$(TICKET_MODEL)
tests_store_test_ticket_list_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
CLOCKS = tests/store/clocks.c tests/store/clocks.h $(DB_FIXTURE)
tests_store_test_log_SOURCES = tests/store/test_log.c $(CLOCKS)
tests_store_test_log_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_report_SOURCES = tests/store/test_report.c $(CLOCKS)
tests_store_test_report_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_stream_SOURCES = tests/store/test_stream.c $(DB_FIXTURE)
tests_store_test_stream_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
tests_store_test_faults_SOURCES = tests/store/test_faults.c $(DB_FIXTURE)
tests_store_test_faults_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)
STORE_TESTS += tests/store/test_facts
tests_store_test_facts_SOURCES = tests/store/test_facts.c $(DB_FIXTURE)
tests_store_test_facts_LDADD = $(STORE_LIBS) $(CMOCKA_LIBS)

# sql/schema.sql, for people who want to read what there is.
schema: tests/store/test_migrate
	env -u DUEDESK_DB_SOCKET TEST_SRCDIR='$(abs_top_srcdir)' \
		TEST_BUILDDIR='$(abs_top_builddir)' \
		DUEDESK_WRITE_SCHEMA='$(abs_top_srcdir)/sql/schema.sql' \
		tests/store/test_migrate
.PHONY: schema

# ---- desk --------------------------------------------------------------------
# A small company, and the proof that what is stored is what events fold to.
COMPANY = tests/desk/company.c tests/desk/company.h tests/desk/refold.c \
	$(DB_FIXTURE)
DESK_TESTS += tests/desk/test_groups tests/desk/test_origin \
	tests/desk/test_tags
tests_desk_test_tags_SOURCES = tests/desk/test_tags.c $(COMPANY)
tests_desk_test_tags_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_origin_SOURCES = tests/desk/test_origin.c $(COMPANY)
tests_desk_test_origin_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_audit
AUDIT_VERBS = tests/desk/audit_verbs.h tests/desk/audit_verbs_promises.c tests/desk/audit_verbs_things.c
tests_desk_test_audit_SOURCES = tests/desk/test_audit.c $(AUDIT_VERBS) $(COMPANY)
tests_desk_test_audit_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_levels
tests_desk_test_levels_SOURCES = tests/desk/test_levels.c $(COMPANY)
tests_desk_test_levels_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_groups_SOURCES = tests/desk/test_groups.c $(COMPANY)
tests_desk_test_groups_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_attach tests/desk/test_calendars \
	tests/desk/test_tidy
tests_desk_test_time_SOURCES = tests/desk/test_time.c $(COMPANY)
tests_desk_test_time_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_closing_SOURCES = tests/desk/test_closing.c $(COMPANY)
tests_desk_test_closing_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_calendar_diff
tests_desk_test_calendar_diff_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_calendar_save_SOURCES = tests/desk/test_calendar_save.c \
	$(COMPANY)
tests_desk_test_calendar_save_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_calendars_SOURCES = tests/desk/test_calendars.c $(COMPANY)
tests_desk_test_calendars_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_apply tests/desk/test_apply_preview
tests_desk_test_apply_preview_SOURCES = tests/desk/test_apply_preview.c \
	$(COMPANY)
tests_desk_test_apply_preview_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_apply_SOURCES = tests/desk/test_apply.c $(COMPANY)
tests_desk_test_apply_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_FILES = tests/desk/files.c tests/desk/files.h $(COMPANY)
tests_desk_test_attach_SOURCES = tests/desk/test_attach.c $(DESK_FILES)
tests_desk_test_attach_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_tidy_SOURCES = tests/desk/test_tidy.c $(DESK_FILES)
tests_desk_test_tidy_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_belts_SOURCES = tests/desk/test_belts.c $(COMPANY)
tests_desk_test_belts_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_changes_SOURCES = tests/desk/test_changes.c $(COMPANY)
tests_desk_test_changes_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_gears \
	tests/desk/test_promises
DESK_TESTS += tests/desk/test_explain
tests_desk_test_explain_SOURCES = tests/desk/test_explain.c $(COMPANY)
tests_desk_test_explain_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_PARTS = tests/desk/parts.c tests/desk/parts.h $(DESK_FILES)
DESK_TESTS += tests/desk/test_customs
tests_desk_test_customs_SOURCES = tests/desk/test_customs.c $(DESK_PARTS)
tests_desk_test_customs_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_custom
tests_desk_test_custom_SOURCES = tests/desk/test_custom.c $(DESK_PARTS)
tests_desk_test_custom_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_split
tests_desk_test_split_SOURCES = tests/desk/test_split.c $(DESK_PARTS)
tests_desk_test_split_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_split_safe_SOURCES = tests/desk/test_split_safe.c $(DESK_PARTS)
tests_desk_test_split_safe_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_choose
tests_desk_test_choose_SOURCES = tests/desk/test_choose.c tests/desk/ruling.c \
	tests/desk/ruling.h $(COMPANY)
tests_desk_test_choose_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_rule_run tests/desk/test_rule_deeds
DESK_RULED = tests/desk/ruled.c tests/desk/ruled.h tests/desk/ruling.c \
	tests/desk/ruling.h $(LADDER)
tests_desk_test_rule_run_SOURCES = tests/desk/test_rule_run.c $(DESK_RULED)
tests_desk_test_rule_run_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_rule_deeds_SOURCES = tests/desk/test_rule_deeds.c \
	$(DESK_RULED)
tests_desk_test_rule_deeds_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_rule_safe_SOURCES = tests/desk/test_rule_safe.c $(DESK_RULED)
tests_desk_test_rule_safe_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
TIMING = tests/desk/timing.c tests/desk/timing.h tests/desk/ruling.c \
	tests/desk/ruling.h $(COMPANY)
DESK_TESTS += tests/desk/test_timed
tests_desk_test_timed_SOURCES = tests/desk/test_timed.c $(TIMING)
tests_desk_test_timed_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_timed_fire
tests_desk_test_timed_fire_SOURCES = tests/desk/test_timed_fire.c $(TIMING)
tests_desk_test_timed_fire_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_timed_safe_SOURCES = tests/desk/test_timed_safe.c $(TIMING)
tests_desk_test_timed_safe_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_links_SOURCES = tests/desk/test_links.c $(COMPANY)
tests_desk_test_links_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_promises_SOURCES = tests/desk/test_promises.c $(COMPANY)
tests_desk_test_promises_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_gears_SOURCES = tests/desk/test_gears.c $(COMPANY)
tests_desk_test_gears_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_history_SOURCES = tests/desk/test_history.c $(COMPANY)
tests_desk_test_history_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_import_SOURCES = tests/desk/test_import.c $(COMPANY)
tests_desk_test_import_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_parallel_SOURCES = tests/desk/test_parallel.c $(DESK_FILES)
tests_desk_test_parallel_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_sandbox
tests_desk_test_sandbox_SOURCES = tests/desk/test_sandbox.c $(COMPANY)
tests_desk_test_sandbox_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_settings
tests_desk_test_settings_SOURCES = tests/desk/test_settings.c $(COMPANY)
tests_desk_test_settings_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
DESK_TESTS += tests/desk/test_setup_verbs
tests_desk_test_setup_verbs_SOURCES = tests/desk/test_setup_verbs.c $(COMPANY)
tests_desk_test_setup_verbs_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_people_SOURCES = tests/desk/test_people.c $(COMPANY)
tests_desk_test_people_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
LADDER = tests/desk/ladder.c tests/desk/ladder.h $(COMPANY)
DESK_TESTS += tests/desk/test_steps
tests_desk_test_steps_SOURCES = tests/desk/test_steps.c $(LADDER)
tests_desk_test_steps_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_steps_many_SOURCES = tests/desk/test_steps_many.c $(LADDER)
tests_desk_test_steps_many_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_sweep_SOURCES = tests/desk/test_sweep.c $(COMPANY)
tests_desk_test_sweep_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)
tests_desk_test_verbs_SOURCES = tests/desk/test_verbs.c $(COMPANY)
tests_desk_test_verbs_LDADD = $(DESK_LIBS) $(CMOCKA_LIBS)

# ---- sweep -------------------------------------------------------------------
tests_sweep_test_sweep_SOURCES = tests/sweep/test_sweep.c $(DESK_FILES)
tests_sweep_test_sweep_LDADD = $(SWEEP_LIBS) $(CMOCKA_LIBS)

# ---- web ---------------------------------------------------------------------
TEMPLATES_FIXTURE = tests/support/templates.c tests/support/templates.h
WEB_TESTS += tests/web/test_form tests/web/test_http tests/web/test_markdown \
	tests/web/test_view tests/web/test_words
ASK_FIXTURE = tests/support/ask.c tests/support/ask.h $(DB_FIXTURE) \
	$(TEMPLATES_FIXTURE)
WEB_TESTS += tests/web/test_router tests/web/test_sessions
tests_web_test_sessions_SOURCES = tests/web/test_sessions.c $(ASK_FIXTURE)
tests_web_test_sessions_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_access tests/web/test_csrf \
	tests/web/test_database
tests_web_test_database_SOURCES = tests/web/test_database.c $(ASK_FIXTURE)
tests_web_test_database_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_fcgi tests/web/test_pool tests/web/test_soak
tests_web_test_pool_SOURCES = tests/web/test_pool.c $(DB_FIXTURE) \
	$(TEMPLATES_FIXTURE)
tests_web_test_pool_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_fcgi_SOURCES = tests/web/test_fcgi.c $(ASK_FIXTURE)
tests_web_test_fcgi_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_soak_SOURCES = tests/web/test_soak.c \
	tests/support/tickets.c tests/support/tickets.h $(ASK_FIXTURE)
tests_web_test_soak_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_account tests/web/test_breaker \
	tests/web/test_kept tests/web/test_sweeper
tests_web_test_breaker_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_kept_SOURCES = tests/web/test_kept.c $(ASK_FIXTURE)
tests_web_test_kept_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_sweeper_SOURCES = tests/web/test_sweeper.c $(ASK_FIXTURE)
tests_web_test_sweeper_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_account_SOURCES = tests/web/test_account.c $(ASK_FIXTURE)
tests_web_test_account_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_access_SOURCES = tests/web/test_access.c \
	tests/support/tickets.c tests/support/tickets.h $(ASK_FIXTURE)
tests_web_test_access_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_csrf_SOURCES = tests/web/test_csrf.c $(ASK_FIXTURE)
tests_web_test_csrf_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_router_SOURCES = tests/web/test_router.c $(ASK_FIXTURE)
tests_web_test_router_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_form_SOURCES = tests/web/test_form.c $(TEMPLATES_FIXTURE)
tests_web_test_form_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_markdown_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_view_SOURCES = tests/web/test_view.c $(TEMPLATES_FIXTURE)
tests_web_test_view_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_http_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_words_SOURCES = tests/web/test_words.c $(TEMPLATES_FIXTURE)
tests_web_test_words_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_proof
tests_web_test_proof_SOURCES = tests/web/test_proof.c $(TEMPLATES_FIXTURE)
tests_web_test_proof_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)

TICKETS_FIXTURE = tests/support/tickets.c tests/support/tickets.h $(ASK_FIXTURE)
WEB_TESTS += tests/web/test_groups tests/web/test_origin \
	tests/web/test_presence tests/web/test_tags
tests_web_test_origin_SOURCES = tests/web/test_origin.c $(TICKETS_FIXTURE)
tests_web_test_origin_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_presence_SOURCES = tests/web/test_presence.c $(TICKETS_FIXTURE)
tests_web_test_presence_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_duration_text
tests_web_test_duration_text_SOURCES = tests/web/test_duration_text.c
tests_web_test_duration_text_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_groups_SOURCES = tests/web/test_groups.c $(TICKETS_FIXTURE)
tests_web_test_groups_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_tags_SOURCES = tests/web/test_tags.c $(TICKETS_FIXTURE)
tests_web_test_tags_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_rule_words
tests_web_test_rule_words_SOURCES = tests/web/test_rule_words.c $(ASK_FIXTURE)
tests_web_test_rule_words_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_calendar_text
tests_web_test_calendar_text_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_by_hand tests/web/test_csv tests/web/test_inbox \
	tests/web/test_ledger tests/web/test_logs \
	tests/web/test_ticket_forms tests/web/test_tickets
tests_web_test_by_hand_SOURCES = tests/web/test_by_hand.c $(TICKETS_FIXTURE)
tests_web_test_by_hand_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_inbox_SOURCES = tests/web/test_inbox.c $(TICKETS_FIXTURE)
tests_web_test_inbox_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
EXPORTS_FIXTURE = tests/support/exports.c tests/support/exports.h \
	$(TICKETS_FIXTURE)
tests_web_test_ledger_SOURCES = tests/web/test_ledger.c $(EXPORTS_FIXTURE)
tests_web_test_ledger_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_audit
tests_web_test_audit_SOURCES = tests/web/test_audit.c $(EXPORTS_FIXTURE)
tests_web_test_audit_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_logs_SOURCES = tests/web/test_logs.c $(EXPORTS_FIXTURE)
tests_web_test_logs_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_csv_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
WEB_TESTS += tests/web/test_split_pages
tests_web_test_split_pages_SOURCES = tests/web/test_split_pages.c \
	$(TICKETS_FIXTURE)
tests_web_test_split_pages_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_ticket_forms_SOURCES = tests/web/test_ticket_forms.c \
	$(TICKETS_FIXTURE)
tests_web_test_ticket_forms_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_tickets_SOURCES = tests/web/test_tickets.c $(TICKETS_FIXTURE)
tests_web_test_tickets_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)

WEB_TESTS += tests/web/test_style
tests_web_test_style_SOURCES = tests/web/test_style.c $(ASK_FIXTURE)
tests_web_test_style_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)

WEB_TESTS += tests/web/test_attachments tests/web/test_multipart
tests_web_test_attachments_SOURCES = tests/web/test_attachments.c \
	$(TICKETS_FIXTURE)
tests_web_test_attachments_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)
tests_web_test_multipart_LDADD = $(WEB_LIBS) $(CMOCKA_LIBS)

# ---- cli ---------------------------------------------------------------------
CLI_TESTS += tests/cli/test_calc_cache
tests_cli_test_calc_cache_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)
CLI_TESTS += tests/cli/test_crew
tests_cli_test_crew_LDADD = $(CLI_LIBS) $(CMOCKA_LIBS)

# ---- fuzz --------------------------------------------------------------------
# Each target runs over its corpus here; with --enable-fuzzing, libFuzzer has
# programs of its own, and `make fuzz` gives each FUZZ_TIME seconds.
FUZZ_TESTS = tests/fuzz/replay_calc tests/fuzz/replay_calendar \
	tests/fuzz/replay_form tests/fuzz/replay_history tests/fuzz/replay_http tests/fuzz/replay_ics \
	tests/fuzz/replay_instant tests/fuzz/replay_json \
	tests/fuzz/replay_markdown tests/fuzz/replay_multipart \
	tests/fuzz/replay_replay tests/fuzz/replay_xml tests/fuzz/replay_zone
REPLAY = tests/fuzz/replay.c tests/fuzz/fuzz.h
tests_fuzz_replay_calc_SOURCES = tests/fuzz/fuzz_calc.c $(REPLAY)
tests_fuzz_replay_calc_LDADD = $(CLI_LIBS)
CALENDAR_LAWS = tests/fuzz/calendar_laws.c tests/fuzz/calendar_laws.h \
	tests/core/oracle.c tests/core/oracle.h
tests_fuzz_replay_calendar_SOURCES = tests/fuzz/fuzz_calendar.c \
	$(CALENDAR_LAWS) $(REPLAY)
tests_fuzz_replay_calendar_LDADD = $(CLI_LIBS)
tests_fuzz_replay_zone_SOURCES = tests/fuzz/fuzz_zone.c $(CALENDAR_LAWS) \
	$(REPLAY)
tests_fuzz_replay_zone_LDADD = $(CORE_LIBS)
tests_fuzz_replay_history_SOURCES = tests/fuzz/fuzz_history.c \
	$(CALENDAR_LAWS) $(REPLAY)
tests_fuzz_replay_history_LDADD = $(DESK_LIBS)
tests_fuzz_replay_form_SOURCES = tests/fuzz/fuzz_form.c $(REPLAY)
tests_fuzz_replay_form_LDADD = $(WEB_LIBS)
tests_fuzz_replay_http_SOURCES = tests/fuzz/fuzz_http.c $(REPLAY)
tests_fuzz_replay_http_LDADD = $(WEB_LIBS)
tests_fuzz_replay_ics_SOURCES = tests/fuzz/fuzz_ics.c $(REPLAY)
tests_fuzz_replay_ics_LDADD = $(BASE_LIBS)
tests_fuzz_replay_instant_SOURCES = tests/fuzz/fuzz_instant.c $(REPLAY)
tests_fuzz_replay_instant_LDADD = $(BASE_LIBS)
tests_fuzz_replay_json_SOURCES = tests/fuzz/fuzz_json.c $(REPLAY)
tests_fuzz_replay_json_LDADD = $(BASE_LIBS)
tests_fuzz_replay_markdown_SOURCES = tests/fuzz/fuzz_markdown.c $(REPLAY)
tests_fuzz_replay_markdown_LDADD = $(WEB_LIBS)
tests_fuzz_replay_multipart_SOURCES = tests/fuzz/fuzz_multipart.c $(REPLAY)
tests_fuzz_replay_multipart_LDADD = $(WEB_LIBS)
FUZZ_TESTS += tests/fuzz/replay_url
tests_fuzz_replay_url_SOURCES = tests/fuzz/fuzz_url.c $(REPLAY)
tests_fuzz_replay_url_LDADD = $(BASE_LIBS)
tests_fuzz_replay_replay_SOURCES = tests/fuzz/fuzz_replay.c $(REPLAY)
tests_fuzz_replay_replay_LDADD = $(CLI_LIBS)
tests_fuzz_replay_xml_SOURCES = tests/fuzz/fuzz_xml.c $(REPLAY)
tests_fuzz_replay_xml_LDADD = $(BASE_LIBS)

FUZZERS = tests/fuzz/fuzz_calc tests/fuzz/fuzz_calendar tests/fuzz/fuzz_form \
	tests/fuzz/fuzz_history tests/fuzz/fuzz_http \
	tests/fuzz/fuzz_ics tests/fuzz/fuzz_instant \
	tests/fuzz/fuzz_json tests/fuzz/fuzz_markdown \
	tests/fuzz/fuzz_multipart tests/fuzz/fuzz_replay tests/fuzz/fuzz_url \
	tests/fuzz/fuzz_xml tests/fuzz/fuzz_zone
if FUZZING
EXTRA_PROGRAMS += $(FUZZERS)
endif
tests_fuzz_fuzz_url_LDADD = $(BASE_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_calc_LDADD = $(CLI_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_calendar_SOURCES = tests/fuzz/fuzz_calendar.c \
	$(CALENDAR_LAWS)
tests_fuzz_fuzz_calendar_LDADD = $(CLI_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_zone_SOURCES = tests/fuzz/fuzz_zone.c $(CALENDAR_LAWS)
tests_fuzz_fuzz_zone_LDADD = $(CORE_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_history_SOURCES = tests/fuzz/fuzz_history.c $(CALENDAR_LAWS)
tests_fuzz_fuzz_history_LDADD = $(DESK_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_form_LDADD = $(WEB_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_http_LDADD = $(WEB_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_ics_LDADD = $(BASE_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_instant_LDADD = $(BASE_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_json_LDADD = $(BASE_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_markdown_LDADD = $(WEB_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_multipart_LDADD = $(WEB_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_replay_LDADD = $(CLI_LIBS) $(FUZZ_LDFLAGS)
tests_fuzz_fuzz_xml_LDADD = $(BASE_LIBS) $(FUZZ_LDFLAGS)

# ---- bench -------------------------------------------------------------------
# Numbers for people: make bench.
BENCHES = tests/bench/bare tests/bench/bench_calendar \
	tests/bench/bench_clock tests/bench/bench_rule tests/bench/mixed
EXTRA_PROGRAMS += $(BENCHES)
tests_bench_bare_LDADD = $(MARIADB_LIBS) $(FCGI_LIBS)
tests_bench_bench_calendar_LDADD = $(CORE_LIBS)
tests_bench_bench_clock_LDADD = $(CORE_LIBS)
tests_bench_bench_rule_LDADD = $(CORE_LIBS)
bench: $(bin_PROGRAMS) $(sbin_PROGRAMS) $(BENCHES) templates.stamp
	/usr/bin/python3 -B $(srcdir)/tests/bench/run.py
.PHONY: bench

# ---- scripts -----------------------------------------------------------------
TEST_EXTENSIONS = .test .py
PY_LOG_DRIVER = $(LOG_DRIVER)
PY_LOG_COMPILER = /usr/bin/python3
AM_PY_LOG_FLAGS = -B
SCRIPT_TESTS = tests/cli/test_calc.py tests/cli/test_calendar.py \
	tests/cli/test_calendar_set.py \
	tests/cli/test_check.py tests/cli/test_explain.py \
	tests/cli/test_audit.py tests/cli/test_import.py tests/cli/test_level.py tests/cli/test_rule.py \
	tests/cli/test_settings.py \
	tests/cli/test_sample.py \
	tests/cli/test_help.py tests/cli/test_init.py tests/cli/test_install.py \
	tests/cli/test_json.py tests/cli/test_replay.py \
	tests/cli/test_replay_export.py tests/cli/test_replay_law.py \
	tests/cli/test_supplies.py tests/hook/test_hook.py \
	tests/cli/test_unsafe_server.py tests/sweep/test_fleet.py \
	tests/sweep/test_fleet_orders.py tests/sweep/test_zones.py
if HARDENED
SCRIPT_TESTS += tests/hardening.test
endif

if HAVE_CMOCKA
C_TESTS = $(BASE_TESTS) $(CORE_TESTS) $(STORE_TESTS) $(DESK_TESTS) \
	$(SWEEP_TESTS) $(WEB_TESTS) $(CLI_TESTS)
endif
# A library that tests of the sweeper preload. Nothing is linked with it.
STILL_TIME = tests/support/still_time.so
tests_support_still_time_so_SOURCES = tests/support/still_time.c
tests_support_still_time_so_CFLAGS = -fPIC
tests_support_still_time_so_LINK = $(CC) -shared -o $@
tests_support_still_time_so_LDADD = -ldl
check_PROGRAMS += $(C_TESTS) $(FUZZ_TESTS) $(STILL_TIME)
TESTS = $(C_TESTS) $(FUZZ_TESTS) $(SCRIPT_TESTS)
EXTRA_DIST += tests
