{{%AUTOESCAPE context="HTML"}}
{{!
  A customer's own tickets, or those of their company. Layout: AT_TICKETS.

  One of (whose)
    OWN COMPANY
  One of (which of them)
    ALL OPEN SOLVED
  Sections
    TABS          they see the tickets of a company, too
    STATES        there is something to choose from
  Variables
    OWN_URL, COMPANY_URL, ALL_URL, OPEN_URL, SOLVED_URL
  One of
    LIST          there are some; in it
      TICKET      many: CODE, SUBJECT, LAST, LAST_FULL, LAST_ISO (last
                  message); 0 or 1 WHO (NAME), who asked; 0 or 1 TAGS
                  (includes TAG, parts/tag.tpl, many): open ones; one of
        ANSWER_BY   waiting for us: DUE, DUE_FULL, DUE_ISO
        LATE        waiting for us, and we missed it: DUE, DUE_FULL, DUE_ISO
        WAITING     waiting for us, no promise
        ANSWERED    waiting for the customer
        POSTPONED   put off; 0 or 1 UNTIL_TIME: UNTIL, UNTIL_FULL, UNTIL_ISO
        RESOLVED CLOSED
    EMPTY         (says which by ALL OPEN SOLVED, OWN COMPANY); in it CAN_ASK,
                  as below
  Section
    CAN_ASK       they may open one
  Include
    PAGER         parts/pager.tpl
}}
<div class="mine">
<header class="page-head">
<h1>{{#OWN}}[[My tickets]]{{/OWN}}{{#COMPANY}}[[My company's tickets]]{{/COMPANY}}</h1>
{{#CAN_ASK}}<a class="button button--main" href="/tickets/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[New ticket]]</a>{{/CAN_ASK}}
</header>
{{#TABS}}<nav class="mine__tabs" aria-label="[[Whose tickets]]">
<ul class="chips">
<li><a class="chips__link" href="{{OWN_URL}}"{{#OWN}} aria-current="page"{{/OWN}}>[[Mine]]</a></li>
<li><a class="chips__link" href="{{COMPANY_URL}}"{{#COMPANY}} aria-current="page"{{/COMPANY}}>[[My company's]]</a></li>
</ul>
</nav>{{/TABS}}
{{#STATES}}<nav class="mine__states" aria-label="[[Which tickets]]">
<ul class="chips">
<li><a class="chips__link" href="{{ALL_URL}}"{{#ALL}} aria-current="page"{{/ALL}}>[[All]]</a></li>
<li><a class="chips__link" href="{{OPEN_URL}}"{{#OPEN}} aria-current="page"{{/OPEN}}>[[Open]]</a></li>
<li><a class="chips__link" href="{{SOLVED_URL}}"{{#SOLVED}} aria-current="page"{{/SOLVED}}>[[Solved]]</a></li>
</ul>
</nav>{{/STATES}}
{{#LIST}}
<ol class="cards" data-rows>
{{#TICKET}}
<li class="cards__item" data-row>
<a class="cards__link" dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a>
<p class="cards__state">
{{#ANSWER_BY}}<span class="state state--ours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg>[[We answer by]] <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time></span>{{/ANSWER_BY}}
{{#LATE}}<span class="state state--late"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg>[[We are late: an answer was due]] <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time></span>{{/LATE}}
{{#WAITING}}<span class="state state--ours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg>[[We are on it]]</span>{{/WAITING}}
{{#ANSWERED}}<span class="state state--yours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg>[[Answered]]</span>{{/ANSWERED}}
{{#POSTPONED}}<span class="state"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg>[[Postponed]]{{#UNTIL_TIME}} [[until]] <time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>{{/UNTIL_TIME}}</span>{{/POSTPONED}}
{{#RESOLVED}}<span class="state state--done"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg>[[Resolved]]</span>{{/RESOLVED}}
{{#CLOSED}}<span class="state state--done"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[Closed]]</span>{{/CLOSED}}
</p>
<p class="cards__meta">{{#WHO}}<span dir="auto">{{NAME}}</span> {{/WHO}}<span class="code">{{CODE}}</span> <time datetime="{{LAST_ISO}}" title="{{LAST_FULL}}">{{LAST}}</time></p>
{{#TAGS}}<p class="tags">{{>TAG}}</p>{{/TAGS}}
</li>
{{/TICKET}}
</ol>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#ALL}}<h2>[[No tickets yet]]</h2>
{{#OWN}}<p>[[What you ask us stands here, with the time by which we answer.]]</p>{{/OWN}}
{{#COMPANY}}<p>[[What you and your colleagues ask us stands here, with the time by which we answer.]]</p>{{/COMPANY}}
{{/ALL}}
{{#OPEN}}<h2>[[Nothing is open]]</h2>
<p>[[Everything that was asked is solved. You find it among the solved ones.]]</p>
<p><a class="button" href="{{SOLVED_URL}}">[[Look at the solved ones]]</a></p>{{/OPEN}}
{{#SOLVED}}<h2>[[Nothing is solved yet]]</h2>
<p>[[A ticket moves here when it is done. What is still open stands among the open ones.]]</p>
<p><a class="button" href="{{OPEN_URL}}">[[Look at the open ones]]</a></p>{{/SOLVED}}
{{#CAN_ASK}}<p><a class="button button--main" href="/tickets/new">[[Ask us something]]</a></p>{{/CAN_ASK}}
</div>
{{/EMPTY}}
</div>
