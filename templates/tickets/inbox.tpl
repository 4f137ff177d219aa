{{%AUTOESCAPE context="HTML"}}
{{!
  The tickets of an agent's departments, by views. Layout: AT_INBOX.

  One of (which view)
    VIEW_DUE_NEXT VIEW_OVERDUE VIEW_DUE_TODAY VIEW_UNASSIGNED VIEW_MINE
    VIEW_OPEN VIEW_ANSWERED VIEW_POSTPONED VIEW_RESOLVED VIEW_SPAM
    VIEW_DELETED
  Variables
    COUNT_DUE_NEXT, ...   of each view: "0" to "999", then "999+"
  One of
    LIST          there are some; in it
      ROW         many: CODE, SUBJECT, REQUESTER, DEPARTMENT,
                  LAST, LAST_FULL (last message); includes BADGE
                  (parts/promise_badge.tpl: the clock that is due first, or
                  how the resolution of an ended one did);
                  0 or 1 COMPANY (NAME), of the requester; HAS_FILES;
                  TAGS, if it has any: includes TAG (parts/tag.tpl), many; 0
                  or 1 MORE (COUNT, NAMES) that are not shown;
                  one of STATUS_NEW STATUS_OPEN STATUS_ANSWERED
                  STATUS_POSTPONED STATUS_RESOLVED STATUS_CLOSED STATUS_SPAM
                  STATUS_DELETED;
                  0 or 1 of PRIORITY_URGENT PRIORITY_HIGH PRIORITY_LOW;
                  one of AGENT (NAME) NOBODY;
                  0 or 1 of FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN
                  FIRST_RESOLVE (what the badge is about); 0 or 1 HAS_DUE: DUE;
                  0 or 1 RECALCULATING: its level or hours have just changed
    EMPTY         (says which by VIEW_...); NO_DEPARTMENT: they work in none
    CHANGING      LEFT, "0" to "999", then "999+": for admins, how many open
                  tickets a change of a level or of hours has still to reach
    CAN_ASK       they may open a ticket, for one who called for instance
  Include
    PAGER         parts/pager.tpl
}}
<div class="desk">
<nav class="rail" aria-label="[[Views]]">
<ul class="rail__list">
<li><a class="rail__link" href="/inbox?view=due"{{#VIEW_DUE_NEXT}} aria-current="page"{{/VIEW_DUE_NEXT}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg><span class="rail__name">[[Due next]]</span> <span class="rail__count">{{COUNT_DUE_NEXT}}</span></a></li>
<li><a class="rail__link rail__link--overdue" href="/inbox?view=overdue"{{#VIEW_OVERDUE}} aria-current="page"{{/VIEW_OVERDUE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><span class="rail__name">[[Overdue]]</span> <span class="rail__count">{{COUNT_OVERDUE}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=today"{{#VIEW_DUE_TODAY}} aria-current="page"{{/VIEW_DUE_TODAY}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#bell"></use></svg><span class="rail__name">[[Due today]]</span> <span class="rail__count">{{COUNT_DUE_TODAY}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=unassigned"{{#VIEW_UNASSIGNED}} aria-current="page"{{/VIEW_UNASSIGNED}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#flag"></use></svg><span class="rail__name">[[Unassigned]]</span> <span class="rail__count">{{COUNT_UNASSIGNED}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=mine"{{#VIEW_MINE}} aria-current="page"{{/VIEW_MINE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#person"></use></svg><span class="rail__name">[[Mine]]</span> <span class="rail__count">{{COUNT_MINE}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=all"{{#VIEW_OPEN}} aria-current="page"{{/VIEW_OPEN}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#inbox"></use></svg><span class="rail__name">[[All open]]</span> <span class="rail__count">{{COUNT_OPEN}}</span></a></li>
<li class="rail__break"><a class="rail__link" href="/inbox?view=answered"{{#VIEW_ANSWERED}} aria-current="page"{{/VIEW_ANSWERED}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg><span class="rail__name">[[Answered]]</span> <span class="rail__count">{{COUNT_ANSWERED}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=postponed"{{#VIEW_POSTPONED}} aria-current="page"{{/VIEW_POSTPONED}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#wait"></use></svg><span class="rail__name">[[Postponed]]</span> <span class="rail__count">{{COUNT_POSTPONED}}</span></a></li>
<li class="rail__break"><a class="rail__link" href="/inbox?view=resolved"{{#VIEW_RESOLVED}} aria-current="page"{{/VIEW_RESOLVED}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><span class="rail__name">[[Resolved]]</span> <span class="rail__count">{{COUNT_RESOLVED}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=spam"{{#VIEW_SPAM}} aria-current="page"{{/VIEW_SPAM}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#spam"></use></svg><span class="rail__name">[[Spam]]</span> <span class="rail__count">{{COUNT_SPAM}}</span></a></li>
<li><a class="rail__link" href="/inbox?view=deleted"{{#VIEW_DELETED}} aria-current="page"{{/VIEW_DELETED}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#trash"></use></svg><span class="rail__name">[[Deleted]]</span> <span class="rail__count">{{COUNT_DELETED}}</span></a></li>
</ul>
</nav>
<section class="inbox" aria-labelledby="inbox-title">
<header class="inbox__head">
<h1 class="inbox__title" id="inbox-title">{{#VIEW_DUE_NEXT}}[[Due next]]{{/VIEW_DUE_NEXT}}{{#VIEW_OVERDUE}}[[Overdue]]{{/VIEW_OVERDUE}}{{#VIEW_DUE_TODAY}}[[Due today]]{{/VIEW_DUE_TODAY}}{{#VIEW_UNASSIGNED}}[[Unassigned]]{{/VIEW_UNASSIGNED}}{{#VIEW_MINE}}[[Mine]]{{/VIEW_MINE}}{{#VIEW_OPEN}}[[All open]]{{/VIEW_OPEN}}{{#VIEW_ANSWERED}}[[Answered]]{{/VIEW_ANSWERED}}{{#VIEW_POSTPONED}}[[Postponed]]{{/VIEW_POSTPONED}}{{#VIEW_RESOLVED}}[[Resolved]]{{/VIEW_RESOLVED}}{{#VIEW_SPAM}}[[Spam]]{{/VIEW_SPAM}}{{#VIEW_DELETED}}[[Deleted]]{{/VIEW_DELETED}}</h1>
{{#CAN_ASK}}<a class="button" href="/tickets/new"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[New ticket]]</a>{{/CAN_ASK}}
</header>
{{#CHANGING}}<p class="muted">[[Open tickets whose promises are still to be recalculated: {{LEFT}}]]</p>{{/CHANGING}}
{{#LIST}}
<ol class="rows" data-rows>
{{#ROW}}
<li class="row" data-row>
<div class="row__promise">{{>BADGE}}<span class="row__metric">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#HAS_DUE}} · {{DUE}}{{/HAS_DUE}}{{#RECALCULATING}} · [[recalculating]]{{/RECALCULATING}}</span></div>
<div class="row__what"><a class="row__subject{{#STATUS_NEW}} row__subject--new{{/STATUS_NEW}}" dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a>
<span class="row__who"><span class="row__requester" dir="auto">{{REQUESTER}}</span>{{#COMPANY}} <span class="row__company" dir="auto">{{NAME}}</span>{{/COMPANY}} <span class="code">{{CODE}}</span>{{#STATUS_NEW}}<span class="hidden">[[New]]</span>{{/STATUS_NEW}}{{#STATUS_OPEN}}<span class="hidden">[[Open]]</span>{{/STATUS_OPEN}}{{#STATUS_ANSWERED}}<span class="row__status">[[Answered]]</span>{{/STATUS_ANSWERED}}{{#STATUS_POSTPONED}}<span class="row__status">[[Postponed]]</span>{{/STATUS_POSTPONED}}{{#STATUS_RESOLVED}}<span class="row__status">[[Resolved]]</span>{{/STATUS_RESOLVED}}{{#STATUS_CLOSED}}<span class="row__status">[[Closed]]</span>{{/STATUS_CLOSED}}{{#STATUS_SPAM}}<span class="row__status">[[Spam]]</span>{{/STATUS_SPAM}}{{#STATUS_DELETED}}<span class="row__status">[[Deleted]]</span>{{/STATUS_DELETED}}{{#TAGS}}<span class="tags">{{>TAG}}{{#MORE}}<span class="tag" title="{{NAMES}}">+{{COUNT}}</span>{{/MORE}}</span>{{/TAGS}}</span></div>
<div class="row__marks">{{#HAS_FILES}}<svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#clip"></use></svg><span class="hidden">[[Has files]]</span>{{/HAS_FILES}}{{#PRIORITY_URGENT}}<span class="chip chip--urgent">[[Urgent]]</span>{{/PRIORITY_URGENT}}{{#PRIORITY_HIGH}}<span class="chip chip--high">[[High]]</span>{{/PRIORITY_HIGH}}{{#PRIORITY_LOW}}<span class="chip">[[Low]]</span>{{/PRIORITY_LOW}}</div>
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
{{#VIEW_DUE_NEXT}}<h2>[[Nothing is due]]</h2><p>[[A ticket stands here while one of its promises runs and can still be kept, the nearest first.]]</p>{{/VIEW_DUE_NEXT}}
{{#VIEW_OVERDUE}}<h2>[[Every promise kept]]</h2><p>[[A ticket appears here the moment one of its promises is overdue.]]</p>{{/VIEW_OVERDUE}}
{{#VIEW_DUE_TODAY}}<h2>[[Nothing is due today]]</h2><p>[[What has to be done before your day ends stands here, also when it is overdue since this morning.]]</p>{{/VIEW_DUE_TODAY}}
{{#VIEW_UNASSIGNED}}<h2>[[Everything has its agent]]</h2><p>[[Open tickets that nobody has taken yet appear here.]]</p>{{/VIEW_UNASSIGNED}}
{{#VIEW_MINE}}<h2>[[Nothing waits for you]]</h2><p>[[Tickets assigned to you appear here.]]</p><p><a class="button" href="/inbox?view=all">[[Look at all open ones]]</a></p>{{/VIEW_MINE}}
{{#VIEW_OPEN}}<h2>[[All answered]]</h2><p>[[New tickets of your departments appear here, the most urgent first.]]</p>{{/VIEW_OPEN}}
{{#VIEW_ANSWERED}}<h2>[[Nobody owes us an answer]]</h2><p>[[Tickets wait here for the customer's next word.]]</p>{{/VIEW_ANSWERED}}
{{#VIEW_POSTPONED}}<h2>[[Nothing is postponed]]</h2><p>[[What was put off stands here until its time has come.]]</p>{{/VIEW_POSTPONED}}
{{#VIEW_RESOLVED}}<h2>[[Nothing is resolved yet]]</h2><p>[[What is done stands here, the newest first.]]</p>{{/VIEW_RESOLVED}}
{{#VIEW_SPAM}}<h2>[[No spam]]</h2><p>[[What somebody marks as spam is kept here. Customers do not see it.]]</p>{{/VIEW_SPAM}}
{{#VIEW_DELETED}}<h2>[[Nothing is deleted]]</h2><p>[[What somebody deletes is kept here. Customers do not see it.]]</p>{{/VIEW_DELETED}}
{{#NO_DEPARTMENT}}<p>[[You work in no department yet, so you see what is assigned to you alone. An admin can change that.]]</p>{{/NO_DEPARTMENT}}
</div>
{{/EMPTY}}
</section>
</div>
