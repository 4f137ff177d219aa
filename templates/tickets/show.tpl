{{%AUTOESCAPE context="HTML"}}
{{!
  A ticket as staff see it. Layout: AT_TICKET with TITLE.

  Variables
    CODE, SUBJECT, REQUESTER, REQUESTER_EMAIL, INITIALS (theirs), DEPARTMENT
    CREATED, CREATED_FULL, CREATED_ISO
    SEEN          the ticket's version, sent back as "seen"
    BODY_MAX "20000"   REASON_MAX "500"
    REPLY, NOTE, ADD   what was typed, when a form comes back
    ALL_URL MESSAGES_URL NOTES_URL PROMISES_URL CHANGES_URL   the filters
    MARKING_URL SPAM_URL DELETION_URL
  One of
    STATUS_NEW STATUS_OPEN STATUS_ANSWERED STATUS_POSTPONED STATUS_RESOLVED
    STATUS_CLOSED STATUS_SPAM STATUS_DELETED STATUS_MERGED
    CLOSES        it is resolved and closes by itself: UNTIL, UNTIL_FULL,
                  UNTIL_ISO
  One of
    PRIORITY_URGENT PRIORITY_HIGH PRIORITY_NORMAL PRIORITY_LOW
  One of
    SOURCE_FORM SOURCE_MAIL SOURCE_CHAT SOURCE_PHONE SOURCE_API SOURCE_AGENT
    SOURCE_SELF_SERVICE SOURCE_IVR SOURCE_DIRECT
  One of
    AGENT (NAME)  NOBODY
  One of
    SHOWS_ALL SHOWS_MESSAGES SHOWS_NOTES SHOWS_PROMISES SHOWS_CHANGES
  Sections
    FROM          the list they came from: FROM_URL; one of FROM_DUE_NEXT
                  FROM_OVERDUE FROM_DUE_TODAY FROM_UNASSIGNED FROM_MINE
                  FROM_OPEN FROM_ANSWERED FROM_POSTPONED FROM_RESOLVED
                  FROM_SPAM FROM_DELETED FROM_LOG FROM_CUSTOMER FROM_LIST
    BACK          the same, in every form: VALUE
    BESIDE        it is a view of the inbox: NEXT_URL, PREVIOUS_URL
    HIDDEN        spam or deleted: SINCE, SINCE_FULL, SINCE_ISO
      CAN_RESTORE   with one of COUNTS_ON COUNTS_NONE
    MERGED        into another: one of LINKED (LINK_CODE), UNLINKED;
      CAN_RESTORE   with one of COUNTS_ON COUNTS_NONE
    HAS_LEVEL     LEVEL, the SLA level's name; NO_LEVEL is its opposite
    RECALCULATING its level or hours have just changed: deadlines may move
    POSTPONED     why it waits: 0 or 1 UNTIL_TIME (UNTIL, UNTIL_FULL,
                  UNTIL_ISO); 0 or 1 of FOR_CUSTOMER FOR_VENDOR FOR_TEAM
                  FOR_PLAN; 0 or 1 of WHY_INFORMATION WHY_APPROVAL
                  WHY_CONFIRMATION WHY_VENDOR WHY_DELIVERY WHY_TEAM WHY_DATE
                  WHY_OTHER; 0 or 1 BECAUSE (REASON)
    PAST          shows ended clocks, folded: includes PAST_STRIP, many
    STALE         a form came back: one of STALE_TEXT STALE_CHOICE STALE_DEED
                  STALE_UNDO with one of BY_OTHER BY_YOU BY_NOBODY, or one of
                  SENT_TEXT SENT_CHOICE (it was sent before, otherwise)
      LOST        there is no form left for its words: TEXT
    SET_URGENT SET_HIGH SET_NORMAL SET_LOW   one of: the priority to choose
    CAN_WORK      the viewer may answer or note: the composer
      CAN_REPLY   not when closed; with
        REPLY_STOPS   the clocks that a reply ends; STOP many: one of
                      FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN FIRST_RESOLVE
        REPLY_STOPS_NONE  no clock waits for a reply
      NOTE_CHOSEN     the note form comes back (else the reply is in front)
    CAN_ACT       there is something to do
      CAN_TAKE        not mine yet: ME, the viewer's opaque id
      CAN_POSTPONE    not when resolved or closed; with
        CLOCK_ON      many: a clock that goes on: one of FIRST_ANSWER ...
        CLOCK_HELD    many: a clock that stands still: one of FIRST_ANSWER ...
        UNTIL_INPUT   as the input wants it: 2026-11-24T10:00, or empty
        REASON_INPUT  what was typed
        IS_IMPLIED IS_CUSTOMER IS_VENDOR IS_TEAM IS_PLANNED  sections: which
                      is chosen (a new form shows IS_IMPLIED); of WHY_... the
                      same (a new form shows none: the first)
      CAN_RESOLVE CAN_REOPEN
      CAN_HIDE        the menu; in it CAN_MARK, CAN_SPAM
    CAN_SAY_NO_REPLY  somebody waits who was answered before; with
      NO_REPLY_OPEN   its form comes back: NO_REPLY_INPUT, what was typed
      0 or 1 of ANSWER_CANCELLED ANSWER_MISSED: what becomes of next answer
      BECOMES_ANSWERED  the ticket does
    CAN_SET_DEADLINE  the viewer may set a promise's deadline by hand; with
      DEADLINE_OPEN   its form comes back: DUE_INPUT, DEADLINE_INPUT (reason)
      PROMISE         many: VALUE, one of FIRST_ANSWER ...; sections CHOSEN,
                      NOW_DUE (UNTIL), BY_HAND
      CAN_TAKE_BACK   one of them is due by hand
      MUST_CHOOSE     what was chosen is not among them; with
        PROMISE_ENDED   it has ended (also inside STALE)
    CAN_ASSIGN    agent, department and priority can be changed
      includes AGENT_CHOICE (parts/agent_choice.tpl)
      PLACE           many, departments: ID, NAME; sections CHOSEN, ELSEWHERE
                      (the viewer will not see it there)
    CAN_TAG       tags can be changed: TAG_CHOICE many (NAME); TAGGED, if it
                  has some: includes TAG (parts/tag.tpl), many
    FIXED         agent, department and priority cannot be changed
    FIXED_TAGS    nor the tags it has: includes TAG, many
    CUSTOM_CARD   there are custom fields: CAN_FILL_IN, with CUSTOM
                  (parts/custom.tpl), many, and PAPER, with CUSTOM_FACT of
                  what it says, many; CUSTOM_FACTS, with CUSTOM_FACT
                  (parts/custom_fact.tpl), many: those that cannot be changed
    CAME_FROM     as a browser said; one of LEADS (an address of the web:
                  REFERRER_URL), SAYS (it is none: REFERRER)
    INVITED       created from an invitation
    CUSTOMER_PAGE CUSTOMER_URL; NO_CUSTOMER_PAGE is its opposite
    COMPANY       NAME; COMPANY_PAGE (COMPANY_URL) or NO_COMPANY_PAGE
    IN_GROUPS     they are in some, by themselves or through the company:
                  includes GROUP (parts/tag.tpl), many
    THEIR_TIME    TIME "Tue 10:00", THEIR_ZONE
    NOTE_ON_THEM  TEXT
    OTHERS        COUNT "3" or "100+"; OTHER many, five at most: OTHER_CODE,
                  OTHER_SUBJECT, WHEN; one of OTHER_NEW ... OTHER_CLOSED
    NO_OTHERS
    REPLY_ERROR, NOTE_ERROR, UNTIL_ERROR, REASON_ERROR,
    DEPARTMENT_ERROR, PRIORITY_ERROR, ADD_ERROR, NO_REPLY_ERROR,
    PROMISE_ERROR, DUE_ERROR, DEADLINE_REASON_ERROR: TEXT
    NONE_OF_IT    the filter leaves nothing
    EARLIER       there are older messages: EARLIER_URL
    LATER         these are not the newest ones: LATER_URL
  Includes
    ERRORS        parts/errors.tpl, when a form comes back (fields: reply,
                  note, agent, until, reason, department, priority, add)
    STRIP         many, parts/promise_strip.tpl: running and paused clocks
    PAST_STRIP    many, inside PAST: ended ones
    ENTRY         many, parts/message.tpl and parts/event.tpl, oldest first
  Posts (all with csrf, once, seen, back)
    messages: body, then = "" or "resolve"
    notes: body       assignment: agent (opaque id, "" is nobody)
    transfer: department      priority: priority
    tags: add, remove (opaque id, from a tag's button)
    fields: field-OID for each custom field, as often as it has values
    postponement: until (local, the viewer's zone; may be empty), code =
      information, approval, confirmation, vendor, delivery, team, date, other;
      party = customer, vendor, team, planned, "" as the code says; reason
    no-reply: reason
    deadline: metric, due (local, the viewer's zone), reason; then = calculated
      takes back what was set by hand
    resolution, reopening, restoration
}}
<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="strip-hatch" width="14" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-30)"><rect class="strip__hatch" width="6" height="8"></rect></pattern></defs></svg>
<div class="ticket">
<header class="ticket__head">
<nav class="crumbs" aria-label="[[Where you are]]">
<ol class="crumbs__list">
<li><a href="/inbox">[[Inbox]]</a></li>
{{#FROM}}<li><a href="{{FROM_URL}}">{{#FROM_DUE_NEXT}}[[Due next]]{{/FROM_DUE_NEXT}}{{#FROM_OVERDUE}}[[Overdue]]{{/FROM_OVERDUE}}{{#FROM_DUE_TODAY}}[[Due today]]{{/FROM_DUE_TODAY}}{{#FROM_UNASSIGNED}}[[Unassigned]]{{/FROM_UNASSIGNED}}{{#FROM_MINE}}[[Mine]]{{/FROM_MINE}}{{#FROM_OPEN}}[[All open]]{{/FROM_OPEN}}{{#FROM_ANSWERED}}[[Answered]]{{/FROM_ANSWERED}}{{#FROM_POSTPONED}}[[Postponed]]{{/FROM_POSTPONED}}{{#FROM_RESOLVED}}[[Resolved]]{{/FROM_RESOLVED}}{{#FROM_SPAM}}[[Spam]]{{/FROM_SPAM}}{{#FROM_DELETED}}[[Deleted]]{{/FROM_DELETED}}{{#FROM_LOG}}[[SLA log]]{{/FROM_LOG}}{{#FROM_CUSTOMER}}[[Customer]]{{/FROM_CUSTOMER}}{{#FROM_LIST}}[[List]]{{/FROM_LIST}}</a></li>
{{/FROM}}<li aria-current="page"><span class="code">{{CODE}}</span></li>
</ol>
</nav>
{{#BESIDE}}
<nav class="beside" aria-label="[[Tickets of this view]]">
<a class="button button--quiet button--small" rel="prev" href="{{PREVIOUS_URL}}" data-previous><svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#previous"></use></svg>[[Previous]]</a>
<a class="button button--quiet button--small" rel="next" href="{{NEXT_URL}}" data-next>[[Next]]<svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#next"></use></svg></a>
</nav>
{{/BESIDE}}
<h1 dir="auto">{{SUBJECT}}</h1>
<p class="ticket__marks">
{{#STATUS_NEW}}<span class="chip chip--new">[[New]]</span>{{/STATUS_NEW}}{{#STATUS_OPEN}}<span class="chip chip--open">[[Open]]</span>{{/STATUS_OPEN}}{{#STATUS_ANSWERED}}<span class="chip chip--answered">[[Answered]]</span>{{/STATUS_ANSWERED}}{{#STATUS_POSTPONED}}<span class="chip chip--postponed">[[Postponed]]</span>{{/STATUS_POSTPONED}}{{#STATUS_RESOLVED}}<span class="chip chip--resolved">[[Resolved]]</span>{{/STATUS_RESOLVED}}{{#STATUS_CLOSED}}<span class="chip">[[Closed]]</span>{{/STATUS_CLOSED}}{{#STATUS_SPAM}}<span class="chip">[[Spam]]</span>{{/STATUS_SPAM}}{{#STATUS_DELETED}}<span class="chip">[[Deleted]]</span>{{/STATUS_DELETED}}{{#STATUS_MERGED}}<span class="chip">[[Merged]]</span>{{/STATUS_MERGED}}
{{#PRIORITY_URGENT}}<span class="chip chip--urgent">[[Urgent]]</span>{{/PRIORITY_URGENT}}{{#PRIORITY_HIGH}}<span class="chip chip--high">[[High]]</span>{{/PRIORITY_HIGH}}{{#PRIORITY_LOW}}<span class="chip">[[Low]]</span>{{/PRIORITY_LOW}}
<span class="ticket__from">{{REQUESTER}}</span>
</p>
</header>
<section class="side-card ticket__promises" aria-labelledby="promises-title">
<h2 class="side-card__title" id="promises-title">[[Promises]]{{#HAS_LEVEL}} <span class="side-card__level">{{LEVEL}}</span>{{/HAS_LEVEL}}</h2>
{{#RECALCULATING}}<p class="muted">[[Recalculating: its level or business hours have just changed, and deadlines may move.]]</p>{{/RECALCULATING}}
{{#NO_LEVEL}}<p class="muted">[[No SLA level holds for this ticket.]]</p>{{/NO_LEVEL}}
<div class="strips">
{{>STRIP}}
</div>
{{#PAST}}
<details class="past"><summary>[[Ended]]</summary>
<div class="strips">
{{>PAST_STRIP}}
</div>
</details>
{{/PAST}}
{{#CAN_SET_DEADLINE}}
<details class="by-hand"{{#DEADLINE_OPEN}} open{{/DEADLINE_OPEN}}>
<summary>[[Deadline by hand]]</summary>
<form class="form by-hand__form" method="post" action="/tickets/{{CODE}}/deadline">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-deadline">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<div class="field">
<label class="field__label" for="promise">[[Promise]]</label>
{{#PROMISE_ERROR}}<p class="field__error" id="promise-error">{{TEXT}}</p>{{/PROMISE_ERROR}}
{{#PROMISE_ENDED}}<p class="field__error" id="promise-ended">[[The promise that you chose has ended. Please choose another one.]]</p>{{/PROMISE_ENDED}}
<select class="input" id="promise" name="metric"{{#MUST_CHOOSE}} required{{/MUST_CHOOSE}}{{#PROMISE_ERROR}} aria-invalid="true" aria-describedby="promise-error"{{/PROMISE_ERROR}}{{#PROMISE_ENDED}} aria-invalid="true" aria-describedby="promise-ended"{{/PROMISE_ENDED}}>
{{#MUST_CHOOSE}}<option value="" selected>[[Choose a promise]]</option>
{{/MUST_CHOOSE}}
{{#PROMISE}}<option value="{{VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#NOW_DUE}}, [[due {{UNTIL}}]]{{/NOW_DUE}}{{#BY_HAND}} ([[by hand]]){{/BY_HAND}}</option>
{{/PROMISE}}
</select>
</div>
<div class="field">
<label class="field__label" for="due">[[Due]]</label>
<p class="field__hint" id="due-hint">[[{{ZONE}}; pauses, priority and SLA level do not move it]]</p>
{{#DUE_ERROR}}<p class="field__error" id="due-error">{{TEXT}}</p>{{/DUE_ERROR}}
<input class="input" type="datetime-local" id="due" name="due" value="{{DUE_INPUT}}" aria-describedby="due-hint{{#DUE_ERROR}} due-error{{/DUE_ERROR}}"{{#DUE_ERROR}} aria-invalid="true"{{/DUE_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="deadline_reason">[[Reason]]</label>
<p class="field__hint" id="deadline-reason-hint">[[Staff alone read it.]]</p>
{{#DEADLINE_REASON_ERROR}}<p class="field__error" id="deadline-reason-error">{{TEXT}}</p>{{/DEADLINE_REASON_ERROR}}
<input class="input" type="text" dir="auto" id="deadline_reason" name="reason" value="{{DEADLINE_INPUT}}" required maxlength="{{REASON_MAX}}" aria-describedby="deadline-reason-hint{{#DEADLINE_REASON_ERROR}} deadline-reason-error{{/DEADLINE_REASON_ERROR}}"{{#DEADLINE_REASON_ERROR}} aria-invalid="true"{{/DEADLINE_REASON_ERROR}}>
</div>
<p class="by-hand__ways"><button class="button button--main" type="submit" data-once>[[Set the deadline]]</button>
{{#CAN_TAKE_BACK}}<button class="button" type="submit" name="then" value="calculated" data-once>[[Take the one by hand back]]</button>{{/CAN_TAKE_BACK}}</p>
</form>
</details>
{{/CAN_SET_DEADLINE}}
</section>
<div class="ticket__main">
{{#STALE}}
<div class="notice notice--warn" role="alert">
<p>{{#BY_OTHER}}[[Somebody else changed this ticket meanwhile.]] {{/BY_OTHER}}{{#BY_YOU}}[[You changed this ticket meanwhile, in another window.]] {{/BY_YOU}}{{#BY_NOBODY}}[[This ticket changed meanwhile.]] {{/BY_NOBODY}}{{#STALE_TEXT}}[[Nothing was sent, and your text is still here: read what is new, then decide.]]{{/STALE_TEXT}}{{#STALE_CHOICE}}[[Nothing was done, and what you chose is still here: look at how the ticket is now, then decide.]]{{#PROMISE_ENDED}} [[The promise that you chose has ended.]]{{/PROMISE_ENDED}}{{/STALE_CHOICE}}{{#STALE_DEED}}[[Nothing was done: look at how the ticket is now, then decide.]]{{/STALE_DEED}}{{#STALE_UNDO}}[[So nothing was undone: look at how the ticket is now, then decide.]]{{/STALE_UNDO}}{{#SENT_TEXT}}[[This form was sent already, and what it said stands in the conversation. What you typed now was not sent. It is still here: send it if you want to say that, too.]]{{/SENT_TEXT}}{{#SENT_CHOICE}}[[This form was sent already, and was not carried out again. Look at how the ticket is now, then decide.]]{{/SENT_CHOICE}}</p>
{{#LOST}}<div class="field"><label class="field__label" for="lost">[[Your text, to copy]]</label><textarea class="input" dir="auto" id="lost" rows="6" readonly>
{{TEXT:pre_escape}}</textarea></div>{{/LOST}}
</div>
{{/STALE}}
{{>ERRORS}}
{{#HIDDEN}}
<section class="notice notice--warn gone" aria-label="[[Hidden]]">
<p>{{#STATUS_SPAM}}[[This is spam, since]]{{/STATUS_SPAM}}{{#STATUS_DELETED}}[[This ticket is deleted, since]]{{/STATUS_DELETED}} <time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time>. [[{{REQUESTER}} does not see it, and its promises are cancelled.]]</p>
{{#CAN_RESTORE}}
<form method="post" action="/tickets/{{CODE}}/restoration">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-restore">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<button class="button" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reopen"></use></svg>{{#STATUS_SPAM}}[[It is no spam]]{{/STATUS_SPAM}}{{#STATUS_DELETED}}[[Put it back]]{{/STATUS_DELETED}}</button>
<span class="gone__why">{{#COUNTS_ON}}[[Its promises count on from where they began, as if it had never been away.]]{{/COUNTS_ON}}{{#COUNTS_NONE}}[[No promise waits for that.]]{{/COUNTS_NONE}}</span>
</form>
{{/CAN_RESTORE}}
</section>
{{/HIDDEN}}
{{#MERGED}}
<section class="notice gone" aria-label="[[Merged]]">
<p>[[This ticket was merged into]] {{#LINKED}}<a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>{{/LINKED}}{{#UNLINKED}}[[another one, which you do not see]]{{/UNLINKED}}. [[It is dealt with there; what was said here stays here.]]</p>
{{#CAN_RESTORE}}
<form method="post" action="/tickets/{{CODE}}/restoration">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-restore">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<button class="button" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reopen"></use></svg>[[Take it out again]]</button>
<span class="gone__why">{{#COUNTS_ON}}[[Its promises count on from where they began.]]{{/COUNTS_ON}}{{#COUNTS_NONE}}[[No promise waits for that.]]{{/COUNTS_NONE}}</span>
</form>
{{/CAN_RESTORE}}
</section>
{{/MERGED}}
{{#POSTPONED}}<p class="notice">[[Postponed]]{{#UNTIL_TIME}} [[until]] <time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>{{/UNTIL_TIME}}{{#FOR_CUSTOMER}}, [[waiting for the customer]]{{/FOR_CUSTOMER}}{{#FOR_VENDOR}}, [[waiting for a supplier]]{{/FOR_VENDOR}}{{#FOR_TEAM}}, [[waiting for another team]]{{/FOR_TEAM}}{{#FOR_PLAN}}, [[as planned]]{{/FOR_PLAN}}{{#WHY_INFORMATION}} ([[more information needed]]){{/WHY_INFORMATION}}{{#WHY_APPROVAL}} ([[approval needed]]){{/WHY_APPROVAL}}{{#WHY_CONFIRMATION}} ([[to be confirmed that it works]]){{/WHY_CONFIRMATION}}{{#WHY_VENDOR}} ([[the supplier is to act]]){{/WHY_VENDOR}}{{#WHY_DELIVERY}} ([[a delivery is to come]]){{/WHY_DELIVERY}}{{#WHY_TEAM}} ([[another team works on it]]){{/WHY_TEAM}}{{#WHY_DATE}} ([[a date was agreed on]]){{/WHY_DATE}}{{#WHY_OTHER}} ([[another reason]]){{/WHY_OTHER}}{{#BECAUSE}}: “{{REASON}}”{{/BECAUSE}}</p>{{/POSTPONED}}
<section class="conversation">
<h2 class="hidden">[[Conversation]]</h2>
<nav aria-label="[[What is shown]]">
<ul class="chips conversation__filters">
<li><a class="chips__link" href="{{ALL_URL}}"{{#SHOWS_ALL}} aria-current="true"{{/SHOWS_ALL}}>[[Everything]]</a></li>
<li><a class="chips__link" href="{{MESSAGES_URL}}"{{#SHOWS_MESSAGES}} aria-current="true"{{/SHOWS_MESSAGES}}>[[Messages]]</a></li>
<li><a class="chips__link" href="{{NOTES_URL}}"{{#SHOWS_NOTES}} aria-current="true"{{/SHOWS_NOTES}}>[[Notes]]</a></li>
<li><a class="chips__link" href="{{PROMISES_URL}}"{{#SHOWS_PROMISES}} aria-current="true"{{/SHOWS_PROMISES}}>[[Promises]]</a></li>
<li><a class="chips__link" href="{{CHANGES_URL}}"{{#SHOWS_CHANGES}} aria-current="true"{{/SHOWS_CHANGES}}>[[Changes]]</a></li>
</ul>
</nav>
{{#EARLIER}}<p class="conversation__more"><a class="button button--quiet" href="{{EARLIER_URL}}">[[Show earlier messages]]</a></p>{{/EARLIER}}
{{>ENTRY}}
{{#NONE_OF_IT}}<p class="muted">[[There is nothing of that here.]]</p>{{/NONE_OF_IT}}
{{#LATER}}<p class="conversation__more"><a class="button button--quiet" href="{{LATER_URL}}">[[Show the newest messages]]</a></p>{{/LATER}}
</section>
{{#CAN_WORK}}
<section class="composer" aria-label="[[Write]]">
<fieldset class="tabs">
<legend class="hidden">[[What do you write?]]</legend>
{{#CAN_REPLY}}<label class="tabs__tab"><input class="tabs__input" type="radio" name="writing" value="reply" data-mode="reply" checked><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg>[[Reply to the customer]]</label>{{/CAN_REPLY}}
<label class="tabs__tab tabs__tab--note"><input class="tabs__input" type="radio" name="writing" value="note" data-mode="note"{{#NOTE_CHOSEN}} checked{{/NOTE_CHOSEN}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[Private note]]</label>
</fieldset>
{{#CAN_REPLY}}
<form class="composer__form composer__form--reply" method="post" action="/tickets/{{CODE}}/messages" data-draft enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-reply">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="hidden" for="reply">[[Your answer, {{REQUESTER}} will read it]]</label>
{{#REPLY_ERROR}}<p class="field__error" id="reply-error">{{TEXT}}</p>{{/REPLY_ERROR}}
<textarea dir="auto" class="composer__text input--grow" id="reply" name="body" rows="6" required maxlength="{{BODY_MAX}}" placeholder="[[Your answer, {{REQUESTER}} will read it]]" data-write="reply" aria-describedby="reply-stops"{{#REPLY_ERROR}} aria-invalid="true"{{/REPLY_ERROR}}>
{{REPLY:pre_escape}}</textarea>
{{>UPLOAD}}
<div class="composer__end">
<p class="composer__stops" id="reply-stops">{{#REPLY_STOPS}}<svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#stop"></use></svg>[[Sending stops:]] {{#STOP}}<b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b>{{#STOP_separator}}, {{/STOP_separator}}{{/STOP}}{{/REPLY_STOPS}}{{#REPLY_STOPS_NONE}}[[No clock waits for a reply.]]{{/REPLY_STOPS_NONE}}</p>
<button class="button button--main" type="submit" data-once>[[Send]]</button>
{{#CAN_RESOLVE}}<button class="button" type="submit" name="then" value="resolve" data-once>[[Send and resolve]]</button>{{/CAN_RESOLVE}}
</div>
</form>
{{/CAN_REPLY}}
<form class="composer__form composer__form--note" method="post" action="/tickets/{{CODE}}/notes" data-draft enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-note">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="hidden" for="note">[[A note, only staff will read it]]</label>
{{#NOTE_ERROR}}<p class="field__error" id="note-error">{{TEXT}}</p>{{/NOTE_ERROR}}
<textarea dir="auto" class="composer__text input--grow" id="note" name="body" rows="6" required maxlength="{{BODY_MAX}}" placeholder="[[A note, only staff will read it]]" data-write="note"{{#NOTE_ERROR}} aria-invalid="true" aria-describedby="note-error"{{/NOTE_ERROR}}>
{{NOTE:pre_escape}}</textarea>
{{>NOTE_UPLOAD}}
<div class="composer__end">
<p class="composer__stops">[[A note stops no clock.]]</p>
<button class="button button--note" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[Keep the note]]</button>
</div>
</form>
</section>
{{/CAN_WORK}}
</div>
<aside class="ticket__side" aria-label="[[Properties and what to do]]">
{{#CAN_ACT}}
<section class="side-card acts" aria-label="[[What to do]]">
{{#CAN_TAKE}}
<form method="post" action="/tickets/{{CODE}}/assignment">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-take">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<input type="hidden" name="agent" value="{{ME}}">
<button class="button button--wide" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#person"></use></svg>[[Take it]]</button>
</form>
{{/CAN_TAKE}}
{{#CAN_POSTPONE}}
<details class="postpone"{{#UNTIL_ERROR}} open{{/UNTIL_ERROR}}{{#REASON_ERROR}} open{{/REASON_ERROR}}>
<summary class="button button--wide"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg>[[Postpone]]</summary>
<form class="form postpone__form" method="post" action="/tickets/{{CODE}}/postponement">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-postpone">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<div class="field">
<label class="field__label" for="until">[[Until]]</label>
<p class="field__hint" id="until-hint">[[{{ZONE}}; empty: until something happens]]</p>
{{#UNTIL_ERROR}}<p class="field__error" id="until-error">{{TEXT}}</p>{{/UNTIL_ERROR}}
<input class="input" type="datetime-local" id="until" name="until" value="{{UNTIL_INPUT}}" aria-describedby="until-hint{{#UNTIL_ERROR}} until-error{{/UNTIL_ERROR}}"{{#UNTIL_ERROR}} aria-invalid="true"{{/UNTIL_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="why">[[Why]]</label>
<select class="input" id="why" name="code">
<option value="information"{{#WHY_INFORMATION}} selected{{/WHY_INFORMATION}}>[[more information needed]]</option>
<option value="approval"{{#WHY_APPROVAL}} selected{{/WHY_APPROVAL}}>[[approval needed]]</option>
<option value="confirmation"{{#WHY_CONFIRMATION}} selected{{/WHY_CONFIRMATION}}>[[to be confirmed that it works]]</option>
<option value="vendor"{{#WHY_VENDOR}} selected{{/WHY_VENDOR}}>[[the supplier is to act]]</option>
<option value="delivery"{{#WHY_DELIVERY}} selected{{/WHY_DELIVERY}}>[[a delivery is to come]]</option>
<option value="team"{{#WHY_TEAM}} selected{{/WHY_TEAM}}>[[another team works on it]]</option>
<option value="date"{{#WHY_DATE}} selected{{/WHY_DATE}}>[[a date was agreed on]]</option>
<option value="other"{{#WHY_OTHER}} selected{{/WHY_OTHER}}>[[another reason]]</option>
</select>
</div>
<fieldset class="field">
<legend class="field__label">[[Waiting for]]</legend>
<label class="pick"><input type="radio" name="party" value=""{{#IS_IMPLIED}} checked{{/IS_IMPLIED}}>[[as the reason says]]</label>
<label class="pick"><input type="radio" name="party" value="customer"{{#IS_CUSTOMER}} checked{{/IS_CUSTOMER}}>[[the customer]]</label>
<label class="pick"><input type="radio" name="party" value="vendor"{{#IS_VENDOR}} checked{{/IS_VENDOR}}>[[a supplier]]</label>
<label class="pick"><input type="radio" name="party" value="team"{{#IS_TEAM}} checked{{/IS_TEAM}}>[[another team]]</label>
<label class="pick"><input type="radio" name="party" value="planned"{{#IS_PLANNED}} checked{{/IS_PLANNED}}>[[a planned time]]</label>
</fieldset>
<div class="field">
<label class="field__label" for="reason">[[Reason]]</label>
{{#REASON_ERROR}}<p class="field__error" id="reason-error">{{TEXT}}</p>{{/REASON_ERROR}}
<input class="input" type="text" id="reason" name="reason" value="{{REASON_INPUT}}" maxlength="{{REASON_MAX}}"{{#REASON_ERROR}} aria-invalid="true" aria-describedby="reason-error"{{/REASON_ERROR}}>
</div>
<ul class="postpone__clocks">
{{#CLOCK_ON}}<li class="postpone__on"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg><span><b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b> [[goes on]]</span></li>{{/CLOCK_ON}}
{{#CLOCK_HELD}}<li class="postpone__held"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><span><b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b> [[stands still]]</span></li>{{/CLOCK_HELD}}
</ul>
<button class="button button--main button--wide" type="submit" data-once>[[Postpone]]</button>
</form>
</details>
{{/CAN_POSTPONE}}
{{#CAN_SAY_NO_REPLY}}
<details class="postpone"{{#NO_REPLY_OPEN}} open{{/NO_REPLY_OPEN}}>
<summary class="button button--wide"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[No reply needed]]</summary>
<form class="form postpone__form" method="post" action="/tickets/{{CODE}}/no-reply">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-no-reply">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<div class="field">
<label class="field__label" for="no_reply">[[Why none is needed]]</label>
<p class="field__hint" id="no-reply-hint">[[Staff alone read it.]]</p>
{{#NO_REPLY_ERROR}}<p class="field__error" id="no-reply-error">{{TEXT}}</p>{{/NO_REPLY_ERROR}}
<input class="input" type="text" dir="auto" id="no_reply" name="reason" value="{{NO_REPLY_INPUT}}" required maxlength="{{REASON_MAX}}" aria-describedby="no-reply-hint{{#NO_REPLY_ERROR}} no-reply-error{{/NO_REPLY_ERROR}}"{{#NO_REPLY_ERROR}} aria-invalid="true"{{/NO_REPLY_ERROR}}>
</div>
<p class="muted">{{#ANSWER_CANCELLED}}[[The promise of the next answer is cancelled.]] {{/ANSWER_CANCELLED}}{{#ANSWER_MISSED}}[[The promise of the next answer was broken, and ends as missed.]] {{/ANSWER_MISSED}}{{#BECOMES_ANSWERED}}[[The ticket becomes Answered.]]{{/BECOMES_ANSWERED}}</p>
<button class="button button--main button--wide" type="submit" data-once>[[No reply needed]]</button>
</form>
</details>
{{/CAN_SAY_NO_REPLY}}
{{#CAN_RESOLVE}}
<form method="post" action="/tickets/{{CODE}}/resolution">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-resolve">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<button class="button button--wide" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg>[[Resolve]]</button>
</form>
{{/CAN_RESOLVE}}
{{#CAN_REOPEN}}
<form method="post" action="/tickets/{{CODE}}/reopening">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-reopen">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<button class="button button--wide" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reopen"></use></svg>[[Open again]]</button>
</form>
{{/CAN_REOPEN}}
{{#CAN_HIDE}}
<details class="menu menu--start acts__more"><summary class="button button--quiet">[[More]]<svg class="icon menu__chevron" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></summary>
<div class="menu__panel">
{{#CAN_MARK}}<a class="menu__item" href="{{MARKING_URL}}"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg>[[Mark as answered]]</a>
<hr class="menu__break">
{{/CAN_MARK}}
{{#CAN_SPAM}}<a class="menu__item" href="{{SPAM_URL}}"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#spam"></use></svg>[[Spam]]</a>
{{/CAN_SPAM}}
<a class="menu__item menu__item--danger" href="{{DELETION_URL}}"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#trash"></use></svg>[[Delete]]</a>
</div>
</details>
{{/CAN_HIDE}}
</section>
{{/CAN_ACT}}
<section class="side-card" aria-labelledby="properties-title">
<h2 class="side-card__title" id="properties-title">[[Properties]]</h2>
{{#CAN_ASSIGN}}
<form class="property" method="post" action="/tickets/{{CODE}}/assignment" data-save>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-assign">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="property__name" for="agent">[[Agent]]</label>
<div class="property__value">{{>AGENT_CHOICE}}<button class="button button--small" type="submit" data-once>[[Assign]]</button></div>
</form>
<form class="property" method="post" action="/tickets/{{CODE}}/transfer" data-save>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-transfer">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="property__name" for="department">[[Department]]</label>
<span class="property__value"><select class="input" id="department" name="department"{{#DEPARTMENT_ERROR}} aria-invalid="true" aria-describedby="department-error"{{/DEPARTMENT_ERROR}}>
{{#PLACE}}<option value="{{ID}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{NAME}}{{#ELSEWHERE}} [[(you will not see it there)]]{{/ELSEWHERE}}</option>
{{/PLACE}}
</select><button class="button button--small" type="submit" data-once>[[Move]]</button></span>
{{#DEPARTMENT_ERROR}}<span class="field__error" id="department-error">{{TEXT}}</span>{{/DEPARTMENT_ERROR}}
</form>
<form class="property" method="post" action="/tickets/{{CODE}}/priority" data-save>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-priority">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="property__name" for="priority">[[Priority]]</label>
<span class="property__value"><select class="input" id="priority" name="priority"{{#PRIORITY_ERROR}} aria-invalid="true" aria-describedby="priority-error"{{/PRIORITY_ERROR}}>
<option value="urgent"{{#SET_URGENT}} selected{{/SET_URGENT}}>[[Urgent]]</option>
<option value="high"{{#SET_HIGH}} selected{{/SET_HIGH}}>[[High]]</option>
<option value="normal"{{#SET_NORMAL}} selected{{/SET_NORMAL}}>[[Normal]]</option>
<option value="low"{{#SET_LOW}} selected{{/SET_LOW}}>[[Low]]</option>
</select><button class="button button--small" type="submit" data-once>[[Set]]</button></span>
{{#PRIORITY_ERROR}}<span class="field__error" id="priority-error">{{TEXT}}</span>{{/PRIORITY_ERROR}}
</form>
{{/CAN_ASSIGN}}
{{#CAN_TAG}}
<form class="property" id="tags-form" method="post" action="/tickets/{{CODE}}/tags">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-tags">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="property__name" for="add">[[Tags]]</label>
<span class="property__value"><input class="input" type="text" dir="auto" id="add" name="add" value="{{ADD}}" list="tag-choices" autocomplete="off" placeholder="[[one, another]]"{{#ADD_ERROR}} aria-invalid="true" aria-describedby="add-error"{{/ADD_ERROR}}><button class="button button--small" type="submit" data-once>[[Add]]</button></span>
{{#ADD_ERROR}}<span class="field__error" id="add-error">{{TEXT}}</span>{{/ADD_ERROR}}
<datalist id="tag-choices">{{#TAG_CHOICE}}<option value="{{NAME}}"></option>{{/TAG_CHOICE}}</datalist>
{{#TAGGED}}<span class="property__tags tags tags--touch">{{>TAG}}</span>{{/TAGGED}}
</form>
{{/CAN_TAG}}
<dl class="properties">
{{#FIXED}}<div><dt>[[Agent]]</dt><dd>{{#AGENT}}{{NAME}}{{/AGENT}}{{#NOBODY}}<span class="muted">[[Nobody yet]]</span>{{/NOBODY}}</dd></div>
<div><dt>[[Department]]</dt><dd>{{DEPARTMENT}}</dd></div>
<div><dt>[[Priority]]</dt><dd>{{#PRIORITY_URGENT}}[[Urgent]]{{/PRIORITY_URGENT}}{{#PRIORITY_HIGH}}[[High]]{{/PRIORITY_HIGH}}{{#PRIORITY_NORMAL}}[[Normal]]{{/PRIORITY_NORMAL}}{{#PRIORITY_LOW}}[[Low]]{{/PRIORITY_LOW}}</dd></div>
{{/FIXED}}{{#FIXED_TAGS}}<div><dt>[[Tags]]</dt><dd class="tags">{{>TAG}}</dd></div>
{{/FIXED_TAGS}}<div><dt>[[Status]]</dt><dd>{{#STATUS_NEW}}[[New]]{{/STATUS_NEW}}{{#STATUS_OPEN}}[[Open]]{{/STATUS_OPEN}}{{#STATUS_ANSWERED}}[[Answered]]{{/STATUS_ANSWERED}}{{#STATUS_POSTPONED}}[[Postponed]]{{/STATUS_POSTPONED}}{{#STATUS_RESOLVED}}[[Resolved]]{{/STATUS_RESOLVED}}{{#STATUS_CLOSED}}[[Closed]]{{/STATUS_CLOSED}}{{#STATUS_SPAM}}[[Spam]]{{/STATUS_SPAM}}{{#STATUS_DELETED}}[[Deleted]]{{/STATUS_DELETED}}{{#STATUS_MERGED}}[[Merged]]{{/STATUS_MERGED}}</dd></div>
{{#CLOSES}}<div><dt>[[Closes]]</dt><dd><time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time></dd></div>
{{/CLOSES}}<div><dt>[[Created]]</dt><dd><time datetime="{{CREATED_ISO}}" title="{{CREATED_FULL}}">{{CREATED}}</time></dd></div>
<div><dt>[[Came by]]</dt><dd>{{#SOURCE_FORM}}[[Form]]{{/SOURCE_FORM}}{{#SOURCE_MAIL}}[[E-mail]]{{/SOURCE_MAIL}}{{#SOURCE_CHAT}}[[Chat]]{{/SOURCE_CHAT}}{{#SOURCE_PHONE}}[[Phone]]{{/SOURCE_PHONE}}{{#SOURCE_API}}[[Another program]]{{/SOURCE_API}}{{#SOURCE_AGENT}}[[Opened by an agent]]{{/SOURCE_AGENT}}{{#SOURCE_SELF_SERVICE}}[[Self-service]]{{/SOURCE_SELF_SERVICE}}{{#SOURCE_IVR}}[[Phone menu]]{{/SOURCE_IVR}}{{#SOURCE_DIRECT}}[[In person]]{{/SOURCE_DIRECT}}</dd></div>
{{#CAME_FROM}}<div><dt>[[From the page]]</dt><dd class="referrer">{{#LEADS}}<a href="{{REFERRER_URL}}" rel="noreferrer nofollow noopener">{{REFERRER_URL}}</a>{{/LEADS}}{{#SAYS}}{{REFERRER}}{{/SAYS}}</dd></div>
{{/CAME_FROM}}{{#INVITED}}<div><dt>[[Invitation]]</dt><dd>[[created from one]]</dd></div>
{{/INVITED}}<div><dt>[[Code]]</dt><dd><span class="code">{{CODE}}</span></dd></div>
</dl>
</section>
{{#CUSTOM_CARD}}
<section class="side-card" aria-labelledby="fields-title">
<h2 class="side-card__title" id="fields-title" tabindex="-1">[[Fields]]</h2>
{{#CAN_FILL_IN}}
<form class="form form--close on-screen" method="post" action="/tickets/{{CODE}}/fields">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-fields">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
{{>CUSTOM}}
<button class="button button--wide" type="submit" data-once>[[Save fields]]</button>
</form>
{{/CAN_FILL_IN}}
{{#PAPER}}<dl class="properties on-paper">
{{>CUSTOM_FACT}}
</dl>{{/PAPER}}
{{#CUSTOM_FACTS}}<dl class="properties properties--after">
{{>CUSTOM_FACT}}
</dl>{{/CUSTOM_FACTS}}
</section>
{{/CUSTOM_CARD}}
<section class="side-card" aria-labelledby="requester-title">
<h2 class="side-card__title" id="requester-title">[[Requester]]</h2>
<p class="who"><span class="avatar" aria-hidden="true">{{INITIALS}}</span>{{#CUSTOMER_PAGE}}<a class="who__name" dir="auto" href="{{CUSTOMER_URL}}">{{REQUESTER}}</a>{{/CUSTOMER_PAGE}}{{#NO_CUSTOMER_PAGE}}<b class="who__name" dir="auto">{{REQUESTER}}</b>{{/NO_CUSTOMER_PAGE}}<span class="who__more">{{REQUESTER_EMAIL}}</span></p>
<dl class="properties properties--after">
{{#COMPANY}}<div><dt>[[Company]]</dt><dd>{{#COMPANY_PAGE}}<a dir="auto" href="{{COMPANY_URL}}">{{NAME}}</a>{{/COMPANY_PAGE}}{{#NO_COMPANY_PAGE}}<span dir="auto">{{NAME}}</span>{{/NO_COMPANY_PAGE}}</dd></div>
{{/COMPANY}}{{#IN_GROUPS}}<div><dt>[[Groups]]</dt><dd class="tags">{{>GROUP}}</dd></div>
{{/IN_GROUPS}}{{#THEIR_TIME}}<div><dt>[[Their time]]</dt><dd>{{TIME}} <span class="muted">{{THEIR_ZONE}}</span></dd></div>
{{/THEIR_TIME}}{{#NOTE_ON_THEM}}<div><dt>[[Note]]</dt><dd dir="auto">{{TEXT}}</dd></div>
{{/NOTE_ON_THEM}}
</dl>
{{#OTHERS}}
<h3 class="others__title">[[Other tickets]] <span class="muted">{{COUNT}}</span></h3>
<ul class="others">
{{#OTHER}}<li><a dir="auto" href="/tickets/{{OTHER_CODE}}">{{OTHER_SUBJECT}}</a> <span class="muted">{{#OTHER_NEW}}[[New]]{{/OTHER_NEW}}{{#OTHER_OPEN}}[[Open]]{{/OTHER_OPEN}}{{#OTHER_ANSWERED}}[[Answered]]{{/OTHER_ANSWERED}}{{#OTHER_POSTPONED}}[[Postponed]]{{/OTHER_POSTPONED}}{{#OTHER_RESOLVED}}[[Resolved]]{{/OTHER_RESOLVED}}{{#OTHER_CLOSED}}[[Closed]]{{/OTHER_CLOSED}}, {{WHEN}}</span></li>
{{/OTHER}}
</ul>
{{/OTHERS}}
{{#NO_OTHERS}}<p class="muted others__title">[[No other tickets that you see.]]</p>{{/NO_OTHERS}}
</section>
</aside>
</div>
