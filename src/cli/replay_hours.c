/* Calendars and levels of the desk, as the members of a line to replay. */
#include "cli/replay_write.h"

#include <inttypes.h>

#include "base/json_out.h"
#include "cli/hours.h"
#include "desk/level_json.h"
#include "desk/level_words.h"
#include "store/calendar_hours.h"

/* ---- Calendars ----------------------------------------------------------- */

const char *replay_write_hours_name(int64_t version,
				    char out[REPLAY_HOURS_NAME])
{
	(void)snprintf(out, REPLAY_HOURS_NAME, "hours %" PRId64, version);
	return version ? out : "24x7";
}

static const char *date_of(int64_t day, char out[16])
{
	struct civil c = instant_civil_of(day);

	(void)snprintf(out, 16, "%04d-%02d-%02d", c.year, c.month, c.day);
	return out;
}

/* "06:00" of the next day for 1800; only an end may be "24:00". */
static void put_minutes(struct json_out *j, const char *key, int32_t min)
{
	char text[8];

	if (min > 1440)
		min -= 1440;
	(void)snprintf(text, sizeof(text), "%02d:%02d", min / 60 % 100,
		       min % 60);
	json_out_str(j, key, text);
}

static void put_window(struct json_out *j, int32_t from, int32_t to)
{
	json_out_array(j, NULL);
	put_minutes(j, NULL, from);
	put_minutes(j, NULL, to);
	json_out_end_array(j);
}

static void put_always(struct json_out *j)
{
	json_out_str(j, "tz", "UTC");
	json_out_object(j, "week");
	for (int d = 0; d < 7; d++) {
		json_out_array(j, calendar_weekdays[d]);
		put_window(j, 0, 1440);
		json_out_end_array(j);
	}
	json_out_end_object(j);
}

static void put_week(struct json_out *j, const struct calendar_spec *s)
{
	json_out_object(j, "week");
	for (int d = 0; d < 7; d++) {
		json_out_array(j, calendar_weekdays[d]);
		for (size_t i = 0; i < s->nwindows; i++)
			if (s->windows[i].weekday == d)
				put_window(j, s->windows[i].from_min,
					   s->windows[i].to_min);
		json_out_end_array(j);
	}
	json_out_end_object(j);
}

static bool is_shift(const struct calendar_closure *c)
{
	return c->mode == CALENDAR_SHIFT && c->from_min == 0 &&
	       c->to_min == 1440;
}

static void put_holiday(struct json_out *j, const struct calendar_closure *c)
{
	char date[16];

	if (c->from_min == 0 && c->to_min == 1440) {
		json_out_str(j, NULL, date_of(c->day, date));
		return;
	}
	json_out_object(j, NULL);
	json_out_str(j, "date", date_of(c->day, date));
	put_minutes(j, "from", c->from_min);
	put_minutes(j, "to", c->to_min);
	json_out_end_object(j);
}

static void put_closures(struct json_out *j, const struct calendar_spec *s)
{
	char date[16];

	json_out_array(j, "holidays");
	for (size_t i = 0; i < s->nclosures; i++)
		if (!is_shift(&s->closures[i]))
			put_holiday(j, &s->closures[i]);
	json_out_end_array(j);
	json_out_array(j, "shifts");
	for (size_t i = 0; i < s->nclosures; i++)
		if (is_shift(&s->closures[i]))
			json_out_str(j, NULL,
				     date_of(s->closures[i].day, date));
	json_out_end_array(j);
}

static void put_dates(struct json_out *j, const struct calendar_spec *s)
{
	char date[16];

	json_out_object(j, "dates");
	for (size_t i = 0; i < s->nreplacements; i++) {
		const struct calendar_replacement *r = &s->replacements[i];

		json_out_array(j, date_of(r->day, date));
		for (size_t k = 0; k < r->nwindows; k++)
			put_window(j, r->windows[k].from_min,
				   r->windows[k].to_min);
		json_out_end_array(j);
	}
	json_out_end_object(j);
}

enum err_kind replay_write_hours(struct job *job, int64_t version,
				 struct json_out *j, struct err *e)
{
	char name[REPLAY_HOURS_NAME];
	struct calendar_hours h;

	if (calendar_hours_read(job->db, job->arena, version, &h, e))
		return e->kind;
	json_out_object(j, replay_write_hours_name(version, name));
	if (h.zone) {
		json_out_str(j, "tz", h.zone);
		put_week(j, &h.spec);
		put_closures(j, &h.spec);
		put_dates(j, &h.spec);
	} else {
		put_always(j);
	}
	json_out_end_object(j);
	return ERR_NONE;
}

/* ---- Levels -------------------------------------------------------------- */

void replay_write_level(struct json_out *j, const struct level *l)
{
	json_out_object(j, "level");
	level_json_targets(j, l);
	json_out_end_object(j);
}

static void put_pauses(struct json_out *j, const struct level *l)
{
	json_out_array(j, "pause");
	for (int m = 0; m < METRIC_N; m++) {
		if (l->pauses[m] == 0)
			continue;
		json_out_object(j, NULL);
		json_out_array(j, "states");
		for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
			if (l->pauses[m] & STATUS_BIT(s))
				json_out_str(j, NULL, level_words_pause[s]);
		json_out_end_array(j);
		json_out_array(j, "metrics");
		json_out_str(j, NULL, level_metric_name((enum metric)m));
		json_out_end_array(j);
		json_out_end_object(j);
	}
	json_out_end_array(j);
}

static void put_span(struct json_out *j, const char *key, seconds n)
{
	if (n > 0)
		json_out_i64(j, key, n);
}

void replay_write_gears(struct json_out *j, const struct level *l)
{
	const struct level_gears *g = &l->gears;

	put_pauses(j, l);
	json_out_str(j, "on_change", level_words_change[g->on_change]);
	json_out_str(j, "reopen", level_words_reopen[g->reopen]);
	put_span(j, "reopen_window", g->reopen_window);
	put_span(j, "max_pause", g->max_pause);
	json_out_str(j, "by_agent", level_words_by_agent[g->by_agent]);
	json_out_bool(j, "by_consumption", g->by_consumption);
	put_span(j, "grace", g->grace);
}
