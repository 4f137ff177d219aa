{{%AUTOESCAPE context="HTML"}}
{{!
  SLA compliance by day: how many promises were kept. Layout: AT_COMPLIANCE.

  Filters, with what is chosen now (sent by GET; the URL is the view)
    DEPARTMENT      many: ID, NAME, section CHOSEN
    METRIC_FIRST_ANSWER METRIC_NEXT_ANSWER METRIC_FIRST_ASSIGN
      METRIC_FIRST_RESOLVE METRIC_KEEP_INFORMED METRIC_CHAT_ANSWER
      METRIC_CALL_ANSWER   0 or 1 of: only that metric is chosen
    One of RANGE_7 RANGE_30 RANGE_90 RANGE_MONTH RANGE_LAST_MONTH RANGE_DATES
    FROM_INPUT, UNTIL_INPUT   dates for RANGE_DATES: 2026-11-01, or empty
    Sends: department, agent, metric = "", first_answer, ...; range = 7d, 30d,
      90d, month, last-month, dates; from, until
  Variables
    CSV_URL         the same rows as CSV
  One of
    LIST            there are some; in it
      PERCENT       "97.4", of the whole selection; MET_ALL, MISSED_ALL counts
      WITHDRAWN     verdicts of these days that do not count any more: COUNT
      CHART         the chart; in it
        MAX         the largest day's count: "120"
        FIRST_DAY, LAST_DAY   texts: "1 Nov"
        BAR         many, whole numbers in a box 1000 wide and 200 high (y
                    grows downwards): X, WIDTH, MET_Y, MET_HEIGHT, MISSED_Y,
                    MISSED_HEIGHT (missed stands on top of met); DAY, MET,
                    MISSED texts for the tooltip
      ROW           many, newest first: DAY "Mon 23 Nov", DAY_FULL "Monday,
                    23 November 2026";
                    MET, AVG_MET, MAX_MET, MIN_MET, MISSED, AVG_MISSED,
                    MAX_MISSED, MIN_MISSED (durations; "–" where there is
                    none); MET_URL, MISSED_URL: the rows in the log;
                    one of HAS_PERCENT (PERCENT) NO_PERCENT; section PERFECT
                    when nothing was missed
      SUM           the same names for the whole selection, except DAY
    EMPTY
  Sections
    ERROR_NOTE      TEXT: a filter that could not be used
    DAYS_ZONE       days are not the viewer's: NAME of the desk's zone
  Include
    AGENT_CHOICE    parts/agent_choice.tpl
}}
<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="bar-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bar__back" width="8" height="8"></rect><rect class="bar__hatch" width="4" height="8"></rect></pattern></defs></svg>
<div class="report">
<header class="page-head">
<h1>[[SLA compliance]]</h1>
<a class="button" href="{{CSV_URL}}" download><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#download"></use></svg>[[CSV]]</a>
</header>
<form class="filters" method="get" action="/reports/compliance" role="search" aria-label="[[Filters]]">
<div class="filters__field">
<label for="department">[[Department]]</label>
<select class="input" id="department" name="department"><option value="">[[All]]</option>{{#DEPARTMENT}}<option value="{{ID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{NAME}}</option>{{/DEPARTMENT}}</select>
</div>
<div class="filters__field">
<label for="agent">[[Agent]]</label>
{{>AGENT_CHOICE}}
</div>
<div class="filters__field">
<label for="metric">[[Promise]]</label>
<select class="input" id="metric" name="metric">
<option value="">[[All]]</option>
<option value="first_answer"{{#METRIC_FIRST_ANSWER}} selected{{/METRIC_FIRST_ANSWER}}>[[First answer]]</option>
<option value="next_answer"{{#METRIC_NEXT_ANSWER}} selected{{/METRIC_NEXT_ANSWER}}>[[Next answer]]</option>
<option value="first_assign"{{#METRIC_FIRST_ASSIGN}} selected{{/METRIC_FIRST_ASSIGN}}>[[First assign]]</option>
<option value="first_resolve"{{#METRIC_FIRST_RESOLVE}} selected{{/METRIC_FIRST_RESOLVE}}>[[First resolve]]</option>
<option value="keep_informed"{{#METRIC_KEEP_INFORMED}} selected{{/METRIC_KEEP_INFORMED}}>[[Keep informed]]</option>
<option value="chat_answer"{{#METRIC_CHAT_ANSWER}} selected{{/METRIC_CHAT_ANSWER}}>[[Chat answer]]</option>
<option value="call_answer"{{#METRIC_CALL_ANSWER}} selected{{/METRIC_CALL_ANSWER}}>[[Call answer]]</option>
</select>
</div>
<div class="filters__field">
<label for="range">[[Time]]</label>
<select class="input" id="range" name="range">
<option value="7d"{{#RANGE_7}} selected{{/RANGE_7}}>[[Last 7 days]]</option>
<option value="30d"{{#RANGE_30}} selected{{/RANGE_30}}>[[Last 30 days]]</option>
<option value="90d"{{#RANGE_90}} selected{{/RANGE_90}}>[[Last 90 days]]</option>
<option value="month"{{#RANGE_MONTH}} selected{{/RANGE_MONTH}}>[[This month]]</option>
<option value="last-month"{{#RANGE_LAST_MONTH}} selected{{/RANGE_LAST_MONTH}}>[[Last month]]</option>
<option value="dates"{{#RANGE_DATES}} selected{{/RANGE_DATES}}>[[These dates]]</option>
</select>
</div>
<fieldset class="filters__dates">
<legend class="hidden">[[Dates]]</legend>
<div class="filters__field"><label for="from">[[From]]</label><input class="input" type="date" id="from" name="from" value="{{FROM_INPUT}}"></div>
<div class="filters__field"><label for="until">[[Until]]</label><input class="input" type="date" id="until" name="until" value="{{UNTIL_INPUT}}"></div>
</fieldset>
<button class="button" type="submit">[[Show]]</button>
</form>
{{#DAYS_ZONE}}<p class="filters__note muted">[[Days begin and end in {{NAME}}.]]</p>{{/DAYS_ZONE}}
{{#ERROR_NOTE}}<p class="notice notice--bad" role="alert">{{TEXT}}</p>{{/ERROR_NOTE}}
{{#LIST}}
<section class="kept" aria-label="[[Together]]">
<p class="kept__figure"><b>{{PERCENT}} %</b> <span>[[of the promises kept]]</span></p>
<ul class="kept__legend">
<li><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect class="bar__met" width="12" height="12"></rect></svg>[[Fulfilled]] <b>{{MET_ALL}}</b></li>
<li><svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="url(#bar-hatch)"></rect></svg>[[Missed]] <b>{{MISSED_ALL}}</b></li>
{{#WITHDRAWN}}<li>[[Withdrawn, because the ticket was opened again]] <b>{{COUNT}}</b></li>
{{/WITHDRAWN}}
</ul>
{{#CHART}}
<figure class="chart">
<span class="chart__max" aria-hidden="true">{{MAX}}</span>
<svg class="chart__plot" viewBox="0 0 1000 200" preserveAspectRatio="none" width="1000" height="200" role="img" aria-label="[[Fulfilled and missed promises, day by day; the table below has the figures]]">
<line class="chart__grid" x1="0" y1="0" x2="1000" y2="0"></line>
<line class="chart__grid" x1="0" y1="100" x2="1000" y2="100"></line>
{{#BAR}}<g class="bar"><title>[[{{DAY}}: {{MET}} fulfilled, {{MISSED}} missed]]</title><rect class="bar__hit" x="{{X}}" y="0" width="{{WIDTH}}" height="200"></rect><rect class="bar__met" x="{{X}}" y="{{MET_Y}}" width="{{WIDTH}}" height="{{MET_HEIGHT}}"></rect><rect class="bar__missed" x="{{X}}" y="{{MISSED_Y}}" width="{{WIDTH}}" height="{{MISSED_HEIGHT}}" fill="url(#bar-hatch)"></rect></g>
{{/BAR}}
<line class="chart__base" x1="0" y1="200" x2="1000" y2="200"></line>
</svg>
<figcaption class="chart__days" aria-hidden="true"><span>{{FIRST_DAY}}</span><span>{{LAST_DAY}}</span></figcaption>
</figure>
{{/CHART}}
</section>
<table class="table table--cards table--figures">
<caption class="hidden">[[SLA compliance by day]]</caption>
<thead>
<tr>
<th scope="col">[[Date]]</th>
<th scope="col">[[Fulfilled]]</th>
<th scope="col">[[Avg time – Fulfilled]]</th>
<th scope="col">[[Max time – Fulfilled]]</th>
<th scope="col">[[Min time – Fulfilled]]</th>
<th scope="col">[[Missed]]</th>
<th scope="col">[[Avg time – Missed]]</th>
<th scope="col">[[Max time – Missed]]</th>
<th scope="col">[[Min time – Missed]]</th>
<th scope="col">[[Compliance]]</th>
</tr>
</thead>
<tbody>
{{#ROW}}
<tr>
<th scope="row" data-label="[[Date]]" title="{{DAY_FULL}}">{{DAY}}</th>
<td data-label="[[Fulfilled]]"><a href="{{MET_URL}}">{{MET}}</a></td>
<td data-label="[[Avg time – Fulfilled]]">{{AVG_MET}}</td>
<td data-label="[[Max time – Fulfilled]]">{{MAX_MET}}</td>
<td data-label="[[Min time – Fulfilled]]">{{MIN_MET}}</td>
<td data-label="[[Missed]]"><a href="{{MISSED_URL}}">{{MISSED}}</a></td>
<td data-label="[[Avg time – Missed]]">{{AVG_MISSED}}</td>
<td data-label="[[Max time – Missed]]">{{MAX_MISSED}}</td>
<td data-label="[[Min time – Missed]]">{{MIN_MISSED}}</td>
<td data-label="[[Compliance]]">{{#HAS_PERCENT}}<span class="percent{{#PERFECT}} percent--all{{/PERFECT}}">{{PERCENT}} %</span>{{/HAS_PERCENT}}{{#NO_PERCENT}}–{{/NO_PERCENT}}</td>
</tr>
{{/ROW}}
</tbody>
{{#SUM}}
<tfoot>
<tr>
<th scope="row" data-label="[[Date]]">[[Together]]</th>
<td data-label="[[Fulfilled]]"><a href="{{MET_URL}}">{{MET}}</a></td>
<td data-label="[[Avg time – Fulfilled]]">{{AVG_MET}}</td>
<td data-label="[[Max time – Fulfilled]]">{{MAX_MET}}</td>
<td data-label="[[Min time – Fulfilled]]">{{MIN_MET}}</td>
<td data-label="[[Missed]]"><a href="{{MISSED_URL}}">{{MISSED}}</a></td>
<td data-label="[[Avg time – Missed]]">{{AVG_MISSED}}</td>
<td data-label="[[Max time – Missed]]">{{MAX_MISSED}}</td>
<td data-label="[[Min time – Missed]]">{{MIN_MISSED}}</td>
<td data-label="[[Compliance]]">{{#HAS_PERCENT}}<span class="percent{{#PERFECT}} percent--all{{/PERFECT}}">{{PERCENT}} %</span>{{/HAS_PERCENT}}{{#NO_PERCENT}}–{{/NO_PERCENT}}</td>
</tr>
</tfoot>
{{/SUM}}
</table>
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h2>[[Nothing was decided in this time]]</h2>
<p>[[Each day on which a promise was kept or missed gets a row here. Choose a longer time or fewer filters.]]</p>
<p><a class="button" href="/reports/compliance?range=90d">[[Show the last 90 days]]</a></p>
</div>
{{/EMPTY}}
</div>
