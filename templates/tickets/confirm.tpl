{{%AUTOESCAPE context="HTML"}}
{{!
  Before a ticket is marked as answered, as spam, or deleted: what it does to
  each promise. Layout: AT_TICKET with TITLE.

  One of
    ANSWERED SPAM DELETION
  Variables
    CODE, SUBJECT, REQUESTER, TICKET_URL (the way back)
    SEEN          the ticket's version, sent back as "seen"
  Sections
    BACK          the list they came from, kept: VALUE
    PROMISES      those that run or are paused; in it each of them in one of
                  (each many, with one of FIRST_ANSWER NEXT_ANSWER
                  FIRST_ASSIGN FIRST_RESOLVE)
      KEPT        ends now, in time
      MISSED      ends now, too late
      HELD        stands still
      ON          goes on
      CANCELLED   is cancelled, and counts on if the ticket comes back
    NO_PROMISES   none runs
  Posts: seen, back, csrf, once
}}
<div class="page page--narrow">
<p class="crumb"><a href="{{TICKET_URL}}"><svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#previous"></use></svg>[[Back to the ticket]]</a> <span class="code">{{CODE}}</span></p>
<section class="confirm" aria-labelledby="confirm-title">
<h1 id="confirm-title">{{#ANSWERED}}[[Mark as answered?]]{{/ANSWERED}}{{#SPAM}}[[Mark as spam?]]{{/SPAM}}{{#DELETION}}[[Delete this ticket?]]{{/DELETION}}</h1>
<p><b dir="auto">{{SUBJECT}}</b></p>
{{#ANSWERED}}<p>[[You answered {{REQUESTER}} by other ways, on the phone for instance. The ticket waits for the customer then, and its history says that you marked it.]]</p>{{/ANSWERED}}
{{#SPAM}}<p>[[{{REQUESTER}} does not see it any more, and nobody works on it. You find it among Spam, and can put it back.]]</p>{{/SPAM}}
{{#DELETION}}<p>[[{{REQUESTER}} does not see it any more, and nobody works on it. You find it among Deleted, and can put it back.]]</p>{{/DELETION}}
{{#PROMISES}}
<h2 class="field__label">[[What becomes of its promises]]</h2>
<ul class="fates">
{{#KEPT}}<li class="fates__kept"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><span><b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}</b> [[ends now, in time]]</span></li>
{{/KEPT}}{{#MISSED}}<li class="fates__missed"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg><span><b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}</b> [[ends now, too late]]</span></li>
{{/MISSED}}{{#HELD}}<li class="fates__held"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><span><b>{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b> [[stands still]]</span></li>
{{/HELD}}{{#ON}}<li class="fates__on"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg><span><b>{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b> [[goes on]]</span></li>
{{/ON}}{{#CANCELLED}}<li class="fates__held"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#cancelled"></use></svg><span><b>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</b> [[is cancelled]]</span></li>
{{/CANCELLED}}
</ul>
{{#SPAM}}<p class="field__hint">[[Put back, they count on as if the ticket had never been away: no time is won by hiding it.]]</p>{{/SPAM}}
{{#DELETION}}<p class="field__hint">[[Put back, they count on as if the ticket had never been away: no time is won by hiding it.]]</p>{{/DELETION}}
{{/PROMISES}}
{{#NO_PROMISES}}<p class="muted">[[No promise runs on this ticket.]]</p>{{/NO_PROMISES}}
<form method="post" action="/tickets/{{CODE}}/{{#ANSWERED}}marking{{/ANSWERED}}{{#SPAM}}spam{{/SPAM}}{{#DELETION}}deletion{{/DELETION}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-confirm">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#BACK}}<input type="hidden" name="back" value="{{VALUE}}">{{/BACK}}
<div class="confirm__ways">{{#ANSWERED}}<button class="button button--main" type="submit" data-once>[[Mark as answered]]</button>{{/ANSWERED}}{{#SPAM}}<button class="button button--main button--danger" type="submit" data-once>[[Mark as spam]]</button>{{/SPAM}}{{#DELETION}}<button class="button button--main button--danger" type="submit" data-once>[[Delete]]</button>{{/DELETION}}<a class="button" href="{{TICKET_URL}}">[[Leave it as it is]]</a></div>
</form>
</section>
</div>
