{{%AUTOESCAPE context="HTML"}}
{{!
  A ticket as its requester sees it. Layout: AT_TICKET with TITLE.

  Variables
    CODE, SUBJECT
    SEEN          how much they have been told, sent back as "seen"
    BODY          what was typed, when the form comes back
    BODY_MAX      "20000"
  One of (the promise, in large letters)
    ANSWER_BY     DUE, DUE_FULL, DUE_ISO
    LATE          DUE, DUE_FULL, DUE_ISO; OVER "35 m"
    WAITING       waiting for us, no promise
    ANSWERED      SINCE, SINCE_FULL, SINCE_ISO: waiting for the customer
    POSTPONED     0 or 1 UNTIL_TIME (UNTIL, UNTIL_FULL, UNTIL_ISO); 0 or 1 of
                  FOR_CUSTOMER FOR_VENDOR FOR_TEAM FOR_PLAN; 0 or 1 BECAUSE is
                  never shown here: reasons are for staff
    RESOLVED      SINCE, SINCE_FULL, SINCE_ISO; 0 or 1 UNTIL_TIME (UNTIL,
                  UNTIL_FULL, UNTIL_ISO): then it closes by itself
    CLOSED        SINCE, SINCE_FULL, SINCE_ISO
    MERGED        one of LINKED (LINK_CODE), UNLINKED
  Sections
    WHY           shows the strips, folded
    CAN_REPLY     the reply form
    CAN_RESOLVE   the button "solved"
    CAN_REOPEN    it is solved: the reply says "I still need help"; IS_OPEN is
                  its opposite
    MINE, COMPANYS  which list the way back leads to: LIST_URL
    OURS YOURS SOLVED SHUT   one of: whose turn it is
    ASKED_BY      somebody else asked: NAME
    TAGS          it has tags that customers see: includes TAG
                  (parts/tag.tpl), many
    COLLEAGUES    others of their company can read it
    CUSTOM_FACTS  what they see of its custom fields: includes CUSTOM_FACT
                  (parts/custom_fact.tpl), many
    BACK          the list they came from, in every form: VALUE
    STALE         a form came back: one of STALE_TEXT STALE_DEED (something
                  new arrived meanwhile), SENT_TEXT SENT_CHOICE (it was sent
                  before, otherwise)
      LOST        there is no form left for its words: TEXT
    BODY_ERROR    TEXT
    EARLIER       there are older messages: EARLIER_URL
    LATER         these are not the newest ones: LATER_URL
  Includes
    ERRORS        parts/errors.tpl, when a form comes back (fields: body)
    UPLOAD        parts/upload.tpl, of the reply form
    STRIP         many, parts/promise_strip.tpl, shown inside WHY
    ENTRY         many, parts/message.tpl (public ones) and, of the timeline,
                  only what a customer may see, parts/event.tpl; oldest first
  Posts: body, seen, csrf, once
}}
<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="strip-hatch" width="14" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-30)"><rect class="strip__hatch" width="6" height="8"></rect></pattern></defs></svg>
<div class="thread">
<header class="thread__head">
<p class="crumb"><a href="{{LIST_URL}}"><svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#previous"></use></svg>{{#MINE}}[[My tickets]]{{/MINE}}{{#COMPANYS}}[[My company's tickets]]{{/COMPANYS}}</a> <span class="code">{{CODE}}</span></p>
<h1 dir="auto">{{SUBJECT}}</h1>
<p class="thread__marks">{{#OURS}}<span class="chip chip--open">[[Waiting for us]]</span>{{/OURS}}{{#YOURS}}<span class="chip chip--answered">[[Waiting for you]]</span>{{/YOURS}}{{#SOLVED}}<span class="chip chip--resolved">[[Solved]]</span>{{/SOLVED}}{{#SHUT}}<span class="chip">[[Closed]]</span>{{/SHUT}}{{#ASKED_BY}} <span class="muted">[[Asked by]] <span dir="auto">{{NAME}}</span></span>{{/ASKED_BY}}</p>
{{#TAGS}}<p class="tags">{{>TAG}}</p>{{/TAGS}}
</header>
<section class="vow-card">
<h2 class="hidden">[[Our promise]]</h2>
{{#ANSWER_BY}}<div class="vow"><svg class="vow__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><p class="vow__text">[[We will answer by]] <time class="vow__time" datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time></p><p class="vow__why">[[Your time, {{ZONE}}.]]</p></div>{{/ANSWER_BY}}
{{#LATE}}<div class="vow vow--late"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><p class="vow__text">[[We are late, and sorry for it]]</p><p class="vow__why">[[You should have had an answer by]] <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time>. [[Your ticket stands at the top of our list.]]</p></div>{{/LATE}}
{{#WAITING}}<div class="vow"><svg class="vow__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><p class="vow__text">[[We have your message and answer as soon as we can]]</p></div>{{/WAITING}}
{{#ANSWERED}}<div class="vow vow--yours"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg><p class="vow__text">[[We have answered]]</p><p class="vow__why">[[Waiting for you since]] <time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time>.</p></div>{{/ANSWERED}}
{{#POSTPONED}}<div class="vow vow--plain"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><p class="vow__text">[[Postponed]]{{#UNTIL_TIME}} [[until]] <time class="vow__time" datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>{{/UNTIL_TIME}}</p><p class="vow__why">{{#FOR_CUSTOMER}}[[We are waiting for your answer.]]{{/FOR_CUSTOMER}}{{#FOR_VENDOR}}[[We are waiting for a supplier.]]{{/FOR_VENDOR}}{{#FOR_TEAM}}[[We are waiting for a colleague of another team.]]{{/FOR_TEAM}}{{#FOR_PLAN}}[[As planned.]]{{/FOR_PLAN}}</p></div>{{/POSTPONED}}
{{#RESOLVED}}<div class="vow vow--done"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><p class="vow__text">[[Solved]]</p><p class="vow__why">[[Since]] <time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time>. [[If it is not, just write to us below.]]{{#UNTIL_TIME}} [[You can until]] <time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>; [[then it is closed.]]{{/UNTIL_TIME}}</p></div>{{/RESOLVED}}
{{#CLOSED}}<div class="vow vow--plain"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg><p class="vow__text">[[Closed]]</p><p class="vow__why">[[Since]] <time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time>. [[If something is left, write to us below: it becomes a new ticket.]]</p></div>{{/CLOSED}}
{{#MERGED}}<div class="vow vow--plain"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#next"></use></svg><p class="vow__text">[[Merged with another ticket]]</p><p class="vow__why">{{#LINKED}}[[We go on in]] <a href="/tickets/{{LINK_CODE}}"><span class="code">{{LINK_CODE}}</span></a>.{{/LINKED}}{{#UNLINKED}}[[We deal with it together with another one. What you write below becomes a new ticket.]]{{/UNLINKED}}</p></div>{{/MERGED}}
{{#WHY}}
<details class="why"><summary>[[Why these times]]</summary>
<div class="strips">
{{>STRIP}}
</div>
</details>
{{/WHY}}
</section>
{{#CUSTOM_FACTS}}
<section class="thread__facts" aria-labelledby="facts-title">
<h2 class="hidden" id="facts-title">[[What you told us]]</h2>
<dl class="properties">
{{>CUSTOM_FACT}}
</dl>
</section>
{{/CUSTOM_FACTS}}
{{#STALE}}
<div class="notice notice--warn" role="alert">
<p>{{#STALE_TEXT}}[[Something new arrived while you were writing. Your text is still here: read the new message, then send.]]{{/STALE_TEXT}}{{#STALE_DEED}}[[Something new arrived meanwhile, so nothing was done: look at how it is now, then decide.]]{{/STALE_DEED}}{{#SENT_TEXT}}[[This form was sent already, and we have what it said. What you typed now was not sent. It is still here: send it if you want to say that, too.]]{{/SENT_TEXT}}{{#SENT_CHOICE}}[[This form was sent already, and was not carried out again. Look at how it is now, then decide.]]{{/SENT_CHOICE}}</p>
{{#LOST}}<div class="field"><label class="field__label" for="lost">[[Your text, to copy]]</label><textarea class="input" dir="auto" id="lost" rows="6" readonly>
{{TEXT:pre_escape}}</textarea></div>{{/LOST}}
</div>
{{/STALE}}
{{>ERRORS}}
<section class="conversation">
<h2 class="hidden">[[Conversation]]</h2>
{{#EARLIER}}<p class="conversation__more"><a class="button button--quiet" href="{{EARLIER_URL}}">[[Show earlier messages]]</a></p>{{/EARLIER}}
{{>ENTRY}}
{{#LATER}}<p class="conversation__more"><a class="button button--quiet" href="{{LATER_URL}}">[[Show the newest messages]]</a></p>{{/LATER}}
</section>
{{#CAN_REPLY}}
<form class="composer composer--plain" method="post" action="/tickets/{{CODE}}/messages" data-draft enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-reply">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<label class="composer__label" for="body">{{#CAN_REOPEN}}[[What is still missing?]]{{/CAN_REOPEN}}{{#IS_OPEN}}[[Write to us]]{{/IS_OPEN}}{{#IS_SHUT}}[[Is something left? What you write becomes a new ticket.]]{{/IS_SHUT}}</label>
{{#BODY_ERROR}}<p class="field__error" id="body-error">{{TEXT}}</p>{{/BODY_ERROR}}
<textarea dir="auto" class="composer__text input--grow" id="body" name="body" rows="5" required maxlength="{{BODY_MAX}}" data-write="reply"{{#BODY_ERROR}} aria-invalid="true" aria-describedby="body-error"{{/BODY_ERROR}}>
{{BODY:pre_escape}}</textarea>
{{>UPLOAD}}
<div class="composer__end"><p class="composer__stops">{{#COLLEAGUES}}[[Colleagues who speak for your company read this, too.]]{{/COLLEAGUES}}</p><button class="button button--main" type="submit" data-once>{{#CAN_REOPEN}}<svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#reopen"></use></svg>[[I still need help]]{{/CAN_REOPEN}}{{#IS_OPEN}}[[Send]]{{/IS_OPEN}}{{#IS_SHUT}}[[Send]]{{/IS_SHUT}}</button></div>
</form>
{{/CAN_REPLY}}
<div class="thread__ways">
{{#CAN_RESOLVE}}
<form method="post" action="/tickets/{{CODE}}/resolution">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-resolve">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<button class="button" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg>[[This is solved]]</button>
</form>
{{/CAN_RESOLVE}}
</div>
</div>
