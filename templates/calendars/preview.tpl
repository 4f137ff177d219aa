{{%AUTOESCAPE context="HTML"}}
{{!
  What a calendar does: its next 14 days, and a date that is tried. Include it
  as PREVIEW, in the editor's form or in a form of method get.

  Variables
    TEST_AT, TEST_FOR   as typed: "2026-11-24T10:00", "8h"
  Section
    ZONED         IN_ZONE: whose clocks these are
  One of
    NOTHING       something is wrong with the draft
    ALWAYS        around the clock
    BY_WEEK       DAY, 14 of them: DATE, TODAY (section), WEEK (section: a week
                  begins); SPAN many, X and WIDTH in minutes; one of OPEN
                  (HOURS, LENGTH), CLOSED, NO_DATE (the zone skips it); WHY many,
                  one of HOLIDAY (NAME), UNNAMED, OWN (hours of its own), FORWARD
                  and BACK (AT: the clocks change), with 0 or 1 PART (HOURS)
  Sections
    AT_ERROR      TEXT;  FOR_ERROR
    NEVER         it never falls due
    DUE           DUE_FULL, LENGTH;
      LINE        many: DATE, HOURS, or MANY (N openings); LENGTH, TOTAL;
                  BETWEEN many: DATE, NAME, days off before it
  Includes
    DOUBTS        calendars/doubts.tpl
}}
<section class="preview" id="preview" aria-labelledby="preview-title" tabindex="-1">
<div class="calendar__head"><h2 id="preview-title">[[What it does]]</h2>{{#ZONED}}<p class="field__hint">[[On the clocks of {{IN_ZONE}}.]]</p>{{/ZONED}}</div>
<p class="hidden" role="status" data-preview-status></p>
{{#NOTHING}}<p class="notice notice--warn">[[There is something to mend above first.]]</p>{{/NOTHING}}
{{>DOUBTS}}
<h3>[[The next 14 days]]</h3>
{{#ALWAYS}}<p class="muted">[[Open around the clock, every day.]]</p>{{/ALWAYS}}
{{#BY_WEEK}}
<ol class="days">
{{#DAY}}<li class="days__day{{#WEEK}} days__day--week{{/WEEK}}"{{#TODAY}} aria-current="date"{{/TODAY}}>
<span class="days__date">{{DATE}}</span>
<svg class="days__bar" viewBox="0 0 1440 16" preserveAspectRatio="none" aria-hidden="true"><rect class="days__night" x="0" y="0" width="1440" height="16"></rect>{{#SPAN}}<rect class="days__open" x="{{X}}" y="0" width="{{WIDTH}}" height="16"></rect>{{/SPAN}}<path class="days__hours" d="M360 0V16M720 0V16M1080 0V16"></path></svg>
<span class="days__text">{{#OPEN}}{{HOURS}} <span class="muted days__length">{{LENGTH}}</span>{{/OPEN}}{{#CLOSED}}<span class="muted">[[closed]]</span>{{/CLOSED}}{{#NO_DATE}}<span class="muted">[[the zone has no such day]]</span>{{/NO_DATE}}{{#WHY}}<span class="days__why">{{#HOLIDAY}}<bdi>{{NAME}}</bdi>{{/HOLIDAY}}{{#UNNAMED}}[[day off]]{{/UNNAMED}}{{#OWN}}[[hours of its own]]{{/OWN}}{{#FORWARD}}[[clocks go forward at {{AT}}]]{{/FORWARD}}{{#BACK}}[[clocks go back at {{AT}}]]{{/BACK}}{{#PART}} {{HOURS}}{{/PART}}</span>{{/WHY}}</span>
</li>
{{/DAY}}
</ol>
{{/BY_WEEK}}
<h3 id="test">[[Test a date]]</h3>
<div class="try">
<label class="try__field"><span class="field__label">[[A ticket comes in]]</span><input class="input" type="datetime-local" id="test_at" name="test_at" value="{{TEST_AT}}"{{#AT_ERROR}} aria-invalid="true" aria-describedby="test_at-error"{{/AT_ERROR}}></label>
<label class="try__field"><span class="field__label">[[Working time]]</span><input class="input" type="text" id="test_for" name="test_for" value="{{TEST_FOR}}" maxlength="20" autocomplete="off" spellcheck="false"{{#FOR_ERROR}} aria-invalid="true" aria-describedby="test_for-error"{{/FOR_ERROR}}></label>
<button class="button" type="submit" name="deed" value="try" formnovalidate data-try>[[Work it out]]</button>
</div>
{{#AT_ERROR}}<p class="field__error" id="test_at-error">{{TEXT}}</p>{{/AT_ERROR}}
{{#FOR_ERROR}}<p class="field__error" id="test_for-error">[[Write it as 8h, 45m or 1h30m, up to ten years.]]</p>{{/FOR_ERROR}}
{{#NEVER}}<p class="notice notice--bad">[[It would never fall due: there are not so many open hours.]]</p>{{/NEVER}}
{{#DUE}}
<p class="try__due">[[Due]] <strong>{{DUE_FULL}}</strong></p>
<table class="table try__sum">
<caption class="hidden">[[How it adds up to {{LENGTH}}]]</caption>
<thead><tr><th scope="col">[[Day]]</th><th scope="col">[[Open]]</th><th class="table__number" scope="col">[[Counts]]</th><th class="table__number" scope="col">[[So far]]</th></tr></thead>
<tbody>
{{#LINE}}<tr><th scope="row">{{DATE}}{{#MANY}}…{{/MANY}}{{#BETWEEN}}<span class="try__off">[[before it {{DATE}}:]] <bdi>{{NAME}}</bdi></span>{{/BETWEEN}}</th><td>{{HOURS}}{{#MANY}}[[{{N}} more times of opening]]{{/MANY}}</td><td class="table__number">{{LENGTH}}</td><td class="table__number">{{TOTAL}}</td></tr>
{{/LINE}}
</tbody>
</table>
{{/DUE}}
</section>
