{{%AUTOESCAPE context="HTML"}}
{{!
  Why the promises of a ticket are due when they are. Layout: AT_TICKET with
  TITLE.

  Variables
    CODE, SUBJECT, TICKET_URL (the way back)
    AT, AT_FULL, AT_ISO   how things stand then
  Sections
    BROKEN        its events cannot be followed: nothing else is shown; for
                  staff TELL with COLUMN
    EXTRA         for staff: more promises are stored than the events make
    NONE          nothing is promised
    WAS_AWAY      for staff, many: FROM_TIME, one of UNTIL (TIME), STILL; one of
                  AS_SPAM AS_DELETED AS_MERGED
    CHOICES       for staff: CHOICE many, the newest first: CHOSEN, a time;
                  includes SAID (parts/rule_said.tpl)
    LEFT_OUT      COUNT of older promises that are not shown
  Include
    PROOF         many, parts/proof.tpl
}}
<div class="page why-page">
<p class="crumb"><a href="{{TICKET_URL}}"><svg class="icon flip" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#previous"></use></svg>[[Back to the ticket]]</a> <span class="code">{{CODE}}</span></p>
<header class="why-page__head">
<h1>[[Why these times]]</h1>
<p><b dir="auto">{{SUBJECT}}</b></p>
<p class="muted">[[How things stand]] <time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time>. [[Every line is counted from what happened to this ticket.]]</p>
</header>
{{#BROKEN}}<div class="notice notice--warn"><p>[[How the times of this ticket add up cannot be shown right now.]]{{#TELL}} [[Its history cannot be followed ({{COLUMN}}): please ask who looks after this desk to run duedesk check.]]{{/TELL}}</p></div>{{/BROKEN}}
{{#EXTRA}}<div class="notice notice--warn"><p>[[More promises are stored of this ticket than its events make. Please ask who looks after this desk to run duedesk check.]]</p></div>{{/EXTRA}}
{{#NONE}}<p class="empty">[[Nothing is promised on this ticket, so nothing is due.]]</p>{{/NONE}}
{{#WAS_AWAY}}<p class="notice">{{#AS_SPAM}}[[It was spam]]{{/AS_SPAM}}{{#AS_DELETED}}[[It was deleted]]{{/AS_DELETED}}{{#AS_MERGED}}[[It was part of another ticket]]{{/AS_MERGED}}: {{FROM_TIME}} – {{#UNTIL}}{{TIME}}{{/UNTIL}}{{#STILL}}[[still]]{{/STILL}}. [[What comes back counts as if it had never been away.]]</p>
{{/WAS_AWAY}}
{{>PROOF}}
{{#CHOICES}}<section class="section" aria-labelledby="choices">
<h2 id="choices">[[Which rule chose the level]]</h2>
{{#CHOICE}}<section class="card said-then" aria-label="[[What the rules said]]">
<p class="muted"><time datetime="{{CHOSEN_ISO}}" title="{{CHOSEN_FULL}}">{{CHOSEN}}</time></p>
{{>SAID}}
</section>
{{/CHOICE}}
</section>{{/CHOICES}}
{{#LEFT_OUT}}<p class="muted">[[{{COUNT}} older promises are not shown.]]</p>{{/LEFT_OUT}}
</div>
