{{%AUTOESCAPE context="HTML"}}
{{!
  The SLA log: one row for each clock. Layout: AT_LOG.

  Filters, with what is chosen now (sent by GET; the URL is the view)
    DEPARTMENT      many: ID, NAME, section CHOSEN
    One of RANGE_7 RANGE_30 RANGE_90 RANGE_MONTH RANGE_LAST_MONTH RANGE_ALL
      RANGE_DATES   which time range
    FROM_INPUT, UNTIL_INPUT   dates for RANGE_DATES: 2026-11-01, or empty
    METRIC_FIRST_ANSWER METRIC_NEXT_ANSWER METRIC_FIRST_ASSIGN
      METRIC_FIRST_RESOLVE METRIC_KEEP_INFORMED METRIC_CHAT_ANSWER
      METRIC_CALL_ANSWER   0 or 1 of: only that metric is chosen
    OUTCOME_MET OUTCOME_MISSED OUTCOME_RUNNING OUTCOME_CANCELLED   0 or 1 of:
      only promises that ended so are chosen
    One of BY_STARTED BY_DUE BY_COUNTED   which instant the time is about
    ONLY_OVERDUE    section: the box is ticked
    SORT, DIR       kept as hidden inputs: "due", "asc"
    Sends: department, agent, metric, outcome, by, range = 7d, 30d, 90d,
      month, last-month, all, dates; from, until; overdue=1; sort; dir
  Variables
    CSV_URL         the same rows as CSV: /reports/log.csv?...
    SIGNS_URL       ... and what can make figures look better than the work was
    SORT_REQUESTER_URL SORT_TICKET_URL SORT_DEPARTMENT_URL SORT_AGENT_URL
    SORT_LEVEL_URL SORT_STARTED_URL SORT_DUE_URL SORT_CLOSED_URL SORT_SLA_URL
                    the same page sorted by that column (the other way round if
                    it is sorted so already)
  Sections, one of them (how it is sorted now)
    REQUESTER_UP REQUESTER_DOWN TICKET_UP TICKET_DOWN DEPARTMENT_UP
    DEPARTMENT_DOWN AGENT_UP AGENT_DOWN LEVEL_UP LEVEL_DOWN STARTED_UP
    STARTED_DOWN DUE_UP DUE_DOWN CLOSED_UP CLOSED_DOWN SLA_UP SLA_DOWN
  One of
    LIST            there are some; in it
      ROW           many: REQUESTER, CODE, SUBJECT, LEVEL, STARTED,
                    STARTED_FULL; includes BADGE (parts/promise_badge.tpl);
                    one of FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN FIRST_RESOLVE;
                    DEPARTMENT_THEN (text); one of AGENT (NAME) NOBODY;
                    one of HAS_DUE (DUE, DUE_FULL; 0 or 1 BY_HAND, in it 0 or 1
                    CALCULATED: AT, AT_FULL) NO_DUE;
                    0 or 1 WITHDRAWN, a verdict that counts no more: one of
                    WAS_MET WAS_MISSED; AT_FULL; 0 or 1 SEVERAL (COUNT);
                    one of HAS_CLOSED (CLOSED, CLOSED_FULL) NOT_CLOSED
    EMPTY
  Sections
    ERROR_NOTE      TEXT: a filter that could not be used
    TOO_MANY        more rows than MOST, so they are not sorted as was asked;
                    one of ORDER_STARTED ORDER_DUE ORDER_COUNTED: how they are
    DAYS_ZONE       days are not the viewer's: NAME of the desk's zone
  Includes
    AGENT_CHOICE    parts/agent_choice.tpl
    PAGER           parts/pager.tpl
}}
<div class="report">
<header class="page-head">
<h1>[[SLA log]]</h1>
<a class="button" href="{{CSV_URL}}" download><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#download"></use></svg>[[CSV]]</a>
<a class="button" href="{{SIGNS_URL}}" download title="[[With what can make figures look better than the work was. It takes longer.]]">[[CSV for a closer look]]</a>
</header>
<form class="filters" method="get" action="/reports/log" role="search" aria-label="[[Filters]]">
<input type="hidden" name="sort" value="{{SORT}}">
<input type="hidden" name="dir" value="{{DIR}}">
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
<label for="outcome">[[Outcome]]</label>
<select class="input" id="outcome" name="outcome">
<option value="">[[All]]</option>
<option value="met"{{#OUTCOME_MET}} selected{{/OUTCOME_MET}}>[[Fulfilled]]</option>
<option value="missed"{{#OUTCOME_MISSED}} selected{{/OUTCOME_MISSED}}>[[Missed]]</option>
<option value="running"{{#OUTCOME_RUNNING}} selected{{/OUTCOME_RUNNING}}>[[Running]]</option>
<option value="cancelled"{{#OUTCOME_CANCELLED}} selected{{/OUTCOME_CANCELLED}}>[[Cancelled]]</option>
</select>
</div>
<div class="filters__field">
<label for="by">[[Time of]]</label>
<select class="input" id="by" name="by">
<option value="started"{{#BY_STARTED}} selected{{/BY_STARTED}}>[[Start]]</option>
<option value="due"{{#BY_DUE}} selected{{/BY_DUE}}>[[Due date]]</option>
<option value="counted"{{#BY_COUNTED}} selected{{/BY_COUNTED}}>[[Outcome]]</option>
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
<option value="all"{{#RANGE_ALL}} selected{{/RANGE_ALL}}>[[All]]</option>
<option value="dates"{{#RANGE_DATES}} selected{{/RANGE_DATES}}>[[These dates]]</option>
</select>
</div>
<fieldset class="filters__dates">
<legend class="hidden">[[Dates]]</legend>
<div class="filters__field"><label for="from">[[From]]</label><input class="input" type="date" id="from" name="from" value="{{FROM_INPUT}}"></div>
<div class="filters__field"><label for="until">[[Until]]</label><input class="input" type="date" id="until" name="until" value="{{UNTIL_INPUT}}"></div>
</fieldset>
<label class="pick filters__pick"><input type="checkbox" name="overdue" value="1"{{#ONLY_OVERDUE}} checked{{/ONLY_OVERDUE}}>[[Only overdue]]</label>
<button class="button" type="submit">[[Show]]</button>
</form>
{{#DAYS_ZONE}}<p class="filters__note muted">[[Days begin and end in {{NAME}}.]]</p>{{/DAYS_ZONE}}
{{#ERROR_NOTE}}<p class="notice notice--bad" role="alert">{{TEXT}}</p>{{/ERROR_NOTE}}
{{#TOO_MANY}}<p class="notice" role="status">[[These are more than {{MOST}} promises, too many to sort by that column.]] {{#ORDER_STARTED}}[[They stand by when they started.]]{{/ORDER_STARTED}}{{#ORDER_DUE}}[[They stand by when they were due.]]{{/ORDER_DUE}}{{#ORDER_COUNTED}}[[They stand by when they ended or broke.]]{{/ORDER_COUNTED}} [[Choose a shorter time, a department or an agent to sort them.]]</p>{{/TOO_MANY}}
{{#LIST}}
<table class="table table--cards table--log">
<caption class="hidden">[[SLA log]]</caption>
<thead>
<tr>
<th scope="col"{{#REQUESTER_UP}} aria-sort="ascending"{{/REQUESTER_UP}}{{#REQUESTER_DOWN}} aria-sort="descending"{{/REQUESTER_DOWN}}><a href="{{SORT_REQUESTER_URL}}">[[Requester]]</a></th>
<th scope="col"{{#TICKET_UP}} aria-sort="ascending"{{/TICKET_UP}}{{#TICKET_DOWN}} aria-sort="descending"{{/TICKET_DOWN}}><a href="{{SORT_TICKET_URL}}">[[Ticket]]</a></th>
<th scope="col"{{#DEPARTMENT_UP}} aria-sort="ascending"{{/DEPARTMENT_UP}}{{#DEPARTMENT_DOWN}} aria-sort="descending"{{/DEPARTMENT_DOWN}}><a href="{{SORT_DEPARTMENT_URL}}">[[Department]]</a></th>
<th scope="col"{{#AGENT_UP}} aria-sort="ascending"{{/AGENT_UP}}{{#AGENT_DOWN}} aria-sort="descending"{{/AGENT_DOWN}}><a href="{{SORT_AGENT_URL}}">[[Agent]]</a></th>
<th scope="col"{{#LEVEL_UP}} aria-sort="ascending"{{/LEVEL_UP}}{{#LEVEL_DOWN}} aria-sort="descending"{{/LEVEL_DOWN}}><a href="{{SORT_LEVEL_URL}}">[[SLA level]]</a></th>
<th scope="col"{{#STARTED_UP}} aria-sort="ascending"{{/STARTED_UP}}{{#STARTED_DOWN}} aria-sort="descending"{{/STARTED_DOWN}}><a href="{{SORT_STARTED_URL}}">[[SLA started]]</a></th>
<th scope="col"{{#DUE_UP}} aria-sort="ascending"{{/DUE_UP}}{{#DUE_DOWN}} aria-sort="descending"{{/DUE_DOWN}}><a href="{{SORT_DUE_URL}}">[[Due date]]</a></th>
<th scope="col"{{#CLOSED_UP}} aria-sort="ascending"{{/CLOSED_UP}}{{#CLOSED_DOWN}} aria-sort="descending"{{/CLOSED_DOWN}}><a href="{{SORT_CLOSED_URL}}">[[Closed]]</a></th>
<th scope="col"{{#SLA_UP}} aria-sort="ascending"{{/SLA_UP}}{{#SLA_DOWN}} aria-sort="descending"{{/SLA_DOWN}}><a href="{{SORT_SLA_URL}}">[[SLA]]</a></th>
</tr>
</thead>
<tbody data-rows>
{{#ROW}}
<tr data-row>
<td data-label="[[Requester]]">{{REQUESTER}}</td>
<td class="table__main" data-label="[[Ticket]]"><a href="/tickets/{{CODE}}">{{SUBJECT}}</a> <span class="code">{{CODE}}</span></td>
<td data-label="[[Department]]">{{DEPARTMENT_THEN}}</td>
<td data-label="[[Agent]]">{{#AGENT}}{{NAME}}{{/AGENT}}{{#NOBODY}}<span class="muted">[[Nobody]]</span>{{/NOBODY}}</td>
<td data-label="[[SLA level]]">{{LEVEL}}</td>
<td class="table__time" data-label="[[SLA started]]" title="{{STARTED_FULL}}">{{STARTED}}</td>
{{#HAS_DUE}}<td class="table__time" data-label="[[Due date]]" title="{{DUE_FULL}}"><span>{{DUE}}{{#BY_HAND}} <span class="table__beside">[[by hand]]{{#CALCULATED}}; <span title="{{AT_FULL}}">[[calculated {{AT}}]]</span>{{/CALCULATED}}</span>{{/BY_HAND}}</span></td>{{/HAS_DUE}}{{#NO_DUE}}<td class="muted" data-label="[[Due date]]">–</td>{{/NO_DUE}}
{{#HAS_CLOSED}}<td class="table__time" data-label="[[Closed]]" title="{{CLOSED_FULL}}">{{CLOSED}}</td>{{/HAS_CLOSED}}{{#NOT_CLOSED}}<td class="muted" data-label="[[Closed]]">–</td>{{/NOT_CLOSED}}
<td class="table__sla" data-label="[[SLA]]"><span class="table__metric">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</span> {{>BADGE}}{{#WITHDRAWN}} <span class="table__beside" title="{{AT_FULL}}">[[withdrawn]]: {{#WAS_MET}}[[met]]{{/WAS_MET}}{{#WAS_MISSED}}[[missed]]{{/WAS_MISSED}}{{#SEVERAL}} [[({{COUNT}} times)]]{{/SEVERAL}}</span>{{/WITHDRAWN}}</td>
</tr>
{{/ROW}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h2>[[No promise in this selection]]</h2>
<p>[[Every clock of every ticket gets a row here. Choose a longer time or fewer filters.]]</p>
<p><a class="button" href="/reports/log?range=all">[[Show all]]</a></p>
</div>
{{/EMPTY}}
</div>
