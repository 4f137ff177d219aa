{{%AUTOESCAPE context="HTML"}}
{{!
  Tickets of a customer or a company, as the viewer may see them. Include it as
  TICKETS.

  Sections
    LIST          there are some:
      TICKET      many: CODE, SUBJECT, REQUESTER_NAME, DEPARTMENT_NAME; AGENT
                  (NAME) or NOBODY; AT, AT_FULL, AT_ISO when it was opened; one
                  of NEW OPEN ANSWERED POSTPONED RESOLVED CLOSED
    NONE          there are none
  Include
    PAGER         parts/pager.tpl
}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Tickets]]</caption>
<thead><tr><th scope="col">[[Subject]]</th><th scope="col">[[Status]]</th><th scope="col">[[Customer]]</th><th scope="col">[[Department]]</th><th scope="col">[[Agent]]</th><th scope="col">[[Opened]]</th></tr></thead>
<tbody>
{{#TICKET}}<tr><th class="table__main" scope="row" data-label="[[Subject]]"><a dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a> <span class="code">{{CODE}}</span></th>
<td data-label="[[Status]]">{{#NEW}}<span class="chip chip--new">[[New]]</span>{{/NEW}}{{#OPEN}}<span class="chip chip--open">[[Open]]</span>{{/OPEN}}{{#ANSWERED}}<span class="chip chip--answered">[[Answered]]</span>{{/ANSWERED}}{{#POSTPONED}}<span class="chip chip--postponed">[[Postponed]]</span>{{/POSTPONED}}{{#RESOLVED}}<span class="chip chip--resolved">[[Resolved]]</span>{{/RESOLVED}}{{#CLOSED}}<span class="chip">[[Closed]]</span>{{/CLOSED}}</td>
<td data-label="[[Customer]]" dir="auto">{{REQUESTER_NAME}}</td><td data-label="[[Department]]" dir="auto">{{DEPARTMENT_NAME}}</td><td data-label="[[Agent]]" dir="auto">{{#AGENT}}{{NAME}}{{/AGENT}}{{#NOBODY}}<span class="muted">[[nobody]]</span>{{/NOBODY}}</td>
<td class="table__time" data-label="[[Opened]]"><time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time></td></tr>
{{/TICKET}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#NONE}}<p class="muted">[[No ticket that you may see.]]</p>{{/NONE}}
