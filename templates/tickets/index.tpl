{{%AUTOESCAPE context="HTML"}}
{{!
  A customer's own tickets. Layout: AT_TICKETS.

  One of
    LIST          there are some; in it
      TICKET      many: CODE, SUBJECT, LAST, LAST_FULL, LAST_ISO (last
                  message); one of
        ANSWER_BY   waiting for us: DUE, DUE_FULL, DUE_ISO
        LATE        waiting for us, and we missed it: DUE, DUE_FULL, DUE_ISO
        WAITING     waiting for us, no promise
        ANSWERED    waiting for the customer
        POSTPONED   put off; 0 or 1 UNTIL_TIME: UNTIL, UNTIL_FULL, UNTIL_ISO
        RESOLVED CLOSED
    EMPTY         in it CAN_ASK, as below
  Section
    CAN_ASK       they may open one
  Include
    PAGER         parts/pager.tpl
}}
<div class="mine">
<header class="page-head">
<h1>[[My tickets]]</h1>
{{#CAN_ASK}}<a class="button button--main" href="/tickets/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[New ticket]]</a>{{/CAN_ASK}}
</header>
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
<p class="cards__meta"><span class="code">{{CODE}}</span> <time datetime="{{LAST_ISO}}" title="{{LAST_FULL}}">{{LAST}}</time></p>
</li>
{{/TICKET}}
</ol>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h2>[[No tickets yet]]</h2>
<p>[[What you ask us stands here, with the time by which we answer.]]</p>
{{#CAN_ASK}}<p><a class="button button--main" href="/tickets/new">[[Ask us something]]</a></p>{{/CAN_ASK}}
</div>
{{/EMPTY}}
</div>
