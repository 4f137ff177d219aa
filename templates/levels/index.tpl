{{%AUTOESCAPE context="HTML"}}
{{!
  SLA levels. Layout: AT_LEVELS.

  Sections
    GOING         shown are those in use (else the archived ones: GONE)
    GONE          the opposite of GOING
    CAN_CHANGE    the viewer may make one
    LIST          there are some:
      LEVEL       many: OID, NAME, NUMBER, its version, OPEN_TICKETS "30";
                  ALWAYS or HOURS (CALENDAR_NAME); includes PROMISES,
                  levels/promises.tpl; RULE many: RULE_OID, RULE_NAME, 0 or 1
                  INVALID, OFF; MORE_RULES: MORE; NO_RULE: none gives it; DOUBTS: how many (N)
    NONE, NONE_ARCHIVED   there are none
  Includes
    ADMIN         parts/admin.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[SLA levels]]</h1>{{#CAN_CHANGE}}<div class="page-head__ways"><a class="button button--main" href="/levels/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Create level]]</a></div>{{/CAN_CHANGE}}</header>
<p class="lead">[[What you promise your customers: how soon they hear from you, within which hours. Rules say which ticket gets which level.]]</p>
<ul class="chips" aria-label="[[Which levels]]">
<li><a class="chips__link" href="/levels"{{#GOING}} aria-current="true"{{/GOING}}>[[In use]]</a></li>
<li><a class="chips__link" href="/levels?archived=1"{{#GONE}} aria-current="true"{{/GONE}}>[[Archived]]</a></li>
</ul>
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[SLA levels]]</caption>
<thead><tr><th scope="col">[[Level]]</th><th scope="col">[[Promises]]</th><th scope="col">[[Hours]]</th><th scope="col">[[Given by]]</th><th class="table__number" scope="col">[[Open tickets]]</th><th class="table__number" scope="col">[[Version]]</th></tr></thead>
<tbody>
{{#LEVEL}}<tr><th class="table__main" scope="row" data-label="[[Level]]"><a dir="auto" href="/levels/{{OID}}">{{NAME}}</a>{{#DOUBTS}} <span class="doubt-mark"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#flag"></use></svg>[[to look at: {{N}}]]</span>{{/DOUBTS}}</th><td class="levels__says" data-label="[[Promises]]">{{>PROMISES}}</td><td data-label="[[Hours]]">{{#ALWAYS}}[[around the clock]]{{/ALWAYS}}{{#HOURS}}<a dir="auto" href="/calendars/{{CALENDAR_OID}}">{{CALENDAR_NAME}}</a>{{/HOURS}}</td><td data-label="[[Given by]]"><div>{{#RULE}}<span class="deed"><a dir="auto" href="/rules/{{RULE_OID}}">{{RULE_NAME}}</a>{{#INVALID}} <span class="muted">[[invalid]]</span>{{/INVALID}}{{#OFF}} <span class="muted">[[off]]</span>{{/OFF}}</span>{{/RULE}}{{#MORE_RULES}} <span class="muted">[[and more: {{MORE}}]]</span>{{/MORE_RULES}}{{#NO_RULE}}<span class="muted">[[no rule]]</span>{{/NO_RULE}}</div></td><td class="table__number" data-label="[[Open tickets]]">{{OPEN_TICKETS}}</td><td class="table__number" data-label="[[Version]]">{{NUMBER}}</td></tr>
{{/LEVEL}}
</tbody>
</table>
{{/LIST}}
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[Nothing is promised yet]]</h2><p>[[A level says how soon customers hear from you. Without one no ticket is ever due.]]</p>{{#CAN_CHANGE}}<p><a class="button button--main" href="/levels/new">[[Create the first level]]</a></p>{{/CAN_CHANGE}}</div>{{/NONE}}
{{#NONE_ARCHIVED}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No level is archived]]</h2><p>[[One that is given to no further ticket stands here; tickets that have it keep it.]]</p></div>{{/NONE_ARCHIVED}}
</div>
</div>
