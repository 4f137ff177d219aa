{{%AUTOESCAPE context="HTML"}}
{{!
  The tickets of an agent's departments, nearest due first. Layout: AT_INBOX.

  One of (which view)
    VIEW_ALL VIEW_MINE VIEW_OVERDUE
  Variables
    COUNT_ALL, COUNT_MINE, COUNT_OVERDUE   "0" to "999", then "999+"
  One of
    LIST          there are some; in it
      ROW         many: CODE, SUBJECT, REQUESTER, DEPARTMENT,
                  LAST, LAST_FULL (last message); includes BADGE
                  (parts/promise_badge.tpl: the clock that is due first);
                  one of STATUS_NEW STATUS_OPEN STATUS_ANSWERED
                  STATUS_POSTPONED STATUS_RESOLVED STATUS_CLOSED;
                  0 or 1 of PRIORITY_URGENT PRIORITY_HIGH PRIORITY_LOW;
                  one of AGENT (NAME) NOBODY;
                  0 or 1 of FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN
                  FIRST_RESOLVE (what the badge is about); 0 or 1 HAS_DUE: DUE
    EMPTY         (says which by VIEW_...)
  Include
    PAGER         parts/pager.tpl
}}
<div class="desk">
<nav class="rail" aria-label="[[Views]]">
<ul class="rail__list">
<li><a class="rail__link" href="/inbox?view=all"{{#VIEW_ALL}} aria-current="page"{{/VIEW_ALL}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#inbox"></use></svg><span class="rail__name">[[All open]]</span> <span class="rail__count">{{COUNT_ALL}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=mine"{{#VIEW_MINE}} aria-current="page"{{/VIEW_MINE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#person"></use></svg><span class="rail__name">[[Mine]]</span> <span class="rail__count">{{COUNT_MINE}}</span></a></li>
<li><a class="rail__link rail__link--overdue" href="/inbox?view=overdue"{{#VIEW_OVERDUE}} aria-current="page"{{/VIEW_OVERDUE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><span class="rail__name">[[Overdue]]</span> <span class="rail__count">{{COUNT_OVERDUE}}</span></a></li>
</ul>
</nav>
<section class="inbox" aria-labelledby="inbox-title">
<h1 class="inbox__title" id="inbox-title">{{#VIEW_ALL}}[[All open]]{{/VIEW_ALL}}{{#VIEW_MINE}}[[Mine]]{{/VIEW_MINE}}{{#VIEW_OVERDUE}}[[Overdue]]{{/VIEW_OVERDUE}}</h1>
{{#LIST}}
<ol class="rows" data-rows>
{{#ROW}}
<li class="row" data-row>
<div class="row__promise">{{>BADGE}}<span class="row__metric">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#HAS_DUE}} · {{DUE}}{{/HAS_DUE}}</span></div>
<div class="row__what"><a class="row__subject{{#STATUS_NEW}} row__subject--new{{/STATUS_NEW}}" dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a>
<span class="row__who"><span class="row__requester">{{REQUESTER}}</span> <span class="code">{{CODE}}</span>{{#STATUS_NEW}}<span class="hidden">[[New]]</span>{{/STATUS_NEW}}{{#STATUS_OPEN}}<span class="hidden">[[Open]]</span>{{/STATUS_OPEN}}{{#STATUS_ANSWERED}}<span class="row__status">[[Answered]]</span>{{/STATUS_ANSWERED}}{{#STATUS_POSTPONED}}<span class="row__status">[[Postponed]]</span>{{/STATUS_POSTPONED}}{{#STATUS_RESOLVED}}<span class="row__status">[[Resolved]]</span>{{/STATUS_RESOLVED}}{{#STATUS_CLOSED}}<span class="row__status">[[Closed]]</span>{{/STATUS_CLOSED}}</span></div>
<div class="row__marks">{{#PRIORITY_URGENT}}<span class="chip chip--urgent">[[Urgent]]</span>{{/PRIORITY_URGENT}}{{#PRIORITY_HIGH}}<span class="chip chip--high">[[High]]</span>{{/PRIORITY_HIGH}}{{#PRIORITY_LOW}}<span class="chip">[[Low]]</span>{{/PRIORITY_LOW}}</div>
<div class="row__where"><span class="row__department">{{DEPARTMENT}}</span> {{#AGENT}}<span class="row__agent">{{NAME}}</span>{{/AGENT}}{{#NOBODY}}<span class="row__agent row__agent--nobody">[[Nobody yet]]</span>{{/NOBODY}}</div>
<span class="row__last" title="{{LAST_FULL}}"><span class="hidden">[[Last message]]</span> {{LAST}}</span>
</li>
{{/ROW}}
</ol>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#VIEW_ALL}}<h2>[[All answered]]</h2><p>[[New tickets of your departments appear here, the most urgent first.]]</p>{{/VIEW_ALL}}
{{#VIEW_MINE}}<h2>[[Nothing waits for you]]</h2><p>[[Tickets assigned to you appear here.]]</p><p><a class="button" href="/inbox?view=all">[[Look at all open ones]]</a></p>{{/VIEW_MINE}}
{{#VIEW_OVERDUE}}<h2>[[Every promise kept]]</h2><p>[[A ticket appears here the moment one of its promises is overdue.]]</p>{{/VIEW_OVERDUE}}
</div>
{{/EMPTY}}
</section>
</div>
