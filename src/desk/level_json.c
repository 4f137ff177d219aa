#include "desk/level_json.h"

#include "base/json_out.h"
#include "desk/action_json.h"
#include "desk/level_words.h"

static void write_length(struct json_out *j, struct target t)
{
	if (t.seconds == 0)
		return;
	json_out_i64(j,
		     t.unit == UNIT_WORKING_DAYS ? "days"
		     : t.unit == UNIT_NEXT_OPEN  ? "next_open"
						 : "seconds",
		     t.seconds);
	if (t.unit == UNIT_CALENDAR)
		json_out_str(j, "unit", "calendar");
}

static void write_target(struct json_out *j, const struct level *l, int m)
{
	bool any = false;

	json_out_object(j, level_metric_name((enum metric)m));
	write_length(j, l->target[m][PRIORITY_ANY]);
	for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++) {
		if (l->target[m][p].seconds == 0)
			continue;
		if (!any)
			json_out_object(j, "priority");
		any = true;
		json_out_object(j, level_words_priority[p]);
		write_length(j, l->target[m][p]);
		json_out_end_object(j);
	}
	if (any)
		json_out_end_object(j);
	json_out_end_object(j);
}

void level_json_targets(struct json_out *j, const struct level *l)
{
	for (int m = 0; m < METRIC_N; m++)
		if (level_promises(l, (enum metric)m))
			write_target(j, l, m);
}

static void write_pauses(struct json_out *j, const struct level *l)
{
	json_out_object(j, "pauses");
	for (int m = 0; m < METRIC_N; m++) {
		if (l->pauses[m] == level_default_pauses((enum metric)m))
			continue;
		json_out_array(j, level_metric_name((enum metric)m));
		for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
			if (l->pauses[m] & STATUS_BIT(s))
				json_out_str(j, NULL, level_words_pause[s]);
		json_out_end_array(j);
	}
	json_out_end_object(j);
}

struct level_writing {
	struct db *db;
	struct arena *a;
	const struct level *l;
	struct json_out *j;
};

static enum err_kind write_step(struct level_writing *w, int m,
				const struct step *s, struct err *e)
{
	bool percent = s->unit == STEP_PERCENT;

	json_out_object(w->j, NULL);
	json_out_i64(w->j, percent ? "percent" : "seconds", s->offset);
	if (s->unit == STEP_CALENDAR)
		json_out_str(w->j, "unit", "calendar");
	if (action_json_write(w->db, w->a, &w->l->actions[m][s->number], w->j,
			      e))
		return e->kind;
	json_out_end_object(w->j);
	return ERR_NONE;
}

static enum err_kind write_steps(struct level_writing *w, struct err *e)
{
	const struct level *l = w->l;

	json_out_object(w->j, "steps");
	for (int m = 0; m < METRIC_N; m++) {
		if (l->nsteps[m] == 0)
			continue;
		json_out_array(w->j, level_metric_name((enum metric)m));
		for (int i = 0; i < l->nsteps[m]; i++)
			if (write_step(w, m, &l->steps[m][i], e))
				return e->kind;
		json_out_end_array(w->j);
	}
	json_out_end_object(w->j);
	return ERR_NONE;
}

static void write_gears(struct json_out *j, const struct level_gears *g)
{
	json_out_str(j, "on_change", level_words_change[g->on_change]);
	json_out_str(j, "reopen", level_words_reopen[g->reopen]);
	json_out_i64(j, "reopen_window", g->reopen_window);
	json_out_str(j, "by_agent", level_words_by_agent[g->by_agent]);
	json_out_i64(j, "max_pause", g->max_pause);
	json_out_i64(j, "grace", g->grace);
	json_out_i64(j, "late", g->late);
	json_out_bool(j, "by_consumption", g->by_consumption);
}

enum err_kind level_json_members(struct db *db, struct arena *a,
				 const struct level *l, const char *calendar,
				 struct json_out *j, struct err *e)
{
	struct level_writing w = { db, a, l, j };

	json_out_str(j, "name", l->name);
	json_out_str(j, "calendar", calendar);
	json_out_object(j, "targets");
	level_json_targets(j, l);
	json_out_end_object(j);
	write_pauses(j, l);
	if (write_steps(&w, e))
		return e->kind;
	write_gears(j, &l->gears);
	return ERR_NONE;
}

enum err_kind level_json_write(struct db *db, struct arena *a,
			       const struct level *l, const char *calendar,
			       struct sbuf *out, struct err *e)
{
	struct json_out j = JSON_OUT(out);

	json_out_object(&j, NULL);
	if (level_json_members(db, a, l, calendar, &j, e))
		return e->kind;
	json_out_end_object(&j);
	return ERR_NONE;
}
