{{%AUTOESCAPE context="HTML"}}
{{!
  One clock as a bar from its start to its due date (or to now, when that is
  later). Include it as STRIP, once for each clock, running ones first. The page
  that includes strips must hold the pattern "strip-hatch" once (see
  tickets/show.tpl).

  One of
    FIRST_ANSWER NEXT_ANSWER FIRST_ASSIGN FIRST_RESOLVE CHAT_ANSWER
    CALL_ANSWER KEEP_INFORMED
  Include
    BADGE         parts/promise_badge.tpl
  Variables
    STARTED, STARTED_FULL, STARTED_ISO
  Sections
    CYCLE         second and further cycles of a metric: NUMBER "2"
    HAS_DUE       DUE, DUE_FULL, DUE_ISO (not while paused)
    BY_CLOCK      DUE is calculated, or
    BY_HAND       DUE was set by hand; one of CALCULATED (AT, AT_FULL, AT_ISO)
                  NOT_CALCULATED; for staff 0 or 1 SET_BY: NAME, REASON
    HAS_STOP      DONE, DONE_FULL, DONE_ISO: when the clock stopped
    BAR           shows the bar; in it, whole numbers from 0 to 1000:
      CLOSED      many: X, WIDTH   closed hours
      SPENT       many: X, WIDTH   open hours that were used, up to the due date
      LATE        many: X, WIDTH   open hours that were used after it
      OPEN        many: X, WIDTH   open hours still to come
      PAUSE       many: X, WIDTH   paused
      TICK        many: X          a reminder
      NOW         0 or 1: X
      DUE_MARK    0 or 1: X        the due date (1000 unless it is overdue)
      STOP_MARK   0 or 1: X
    WHY           WHY_URL: where its lines add up (parts/proof.tpl)
}}
<section class="strip">
<div class="strip__head">
<h3 class="strip__metric">{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#CYCLE}} <span class="muted">#{{NUMBER}}</span>{{/CYCLE}}</h3>
{{>BADGE}}
</div>
{{#BAR}}
<svg class="strip__bar" viewBox="0 0 1000 48" preserveAspectRatio="none" width="1000" height="48" aria-hidden="true" focusable="false">
{{#CLOSED}}<rect class="strip__closed" x="{{X}}" y="21" width="{{WIDTH}}" height="6"></rect>{{/CLOSED}}
{{#SPENT}}<rect class="strip__spent" x="{{X}}" y="12" width="{{WIDTH}}" height="24"></rect>{{/SPENT}}
{{#LATE}}<rect class="strip__late" x="{{X}}" y="12" width="{{WIDTH}}" height="24"></rect>{{/LATE}}
{{#OPEN}}<rect class="strip__open" x="{{X}}" y="12" width="{{WIDTH}}" height="24"></rect>{{/OPEN}}
{{#PAUSE}}<rect class="strip__back" x="{{X}}" y="12" width="{{WIDTH}}" height="24"></rect><rect class="strip__pause" x="{{X}}" y="12" width="{{WIDTH}}" height="24" fill="url(#strip-hatch)"></rect>{{/PAUSE}}
{{#TICK}}<line class="strip__tick" x1="{{X}}" y1="6" x2="{{X}}" y2="12"></line>{{/TICK}}
{{#STOP_MARK}}<line class="strip__stop" x1="{{X}}" y1="8" x2="{{X}}" y2="40"></line>{{/STOP_MARK}}
{{#NOW}}<line class="strip__now" x1="{{X}}" y1="4" x2="{{X}}" y2="44"></line><line class="strip__dot" x1="{{X}}" y1="4" x2="{{X}}" y2="4"></line>{{/NOW}}
{{#DUE_MARK}}<line class="strip__due" x1="{{X}}" y1="4" x2="{{X}}" y2="44"></line><line class="strip__flag" x1="{{X}}" y1="6" x2="{{X}}" y2="6"></line>{{/DUE_MARK}}
</svg>
{{/BAR}}
<p class="strip__times"><span>[[Started]] <time datetime="{{STARTED_ISO}}" title="{{STARTED_FULL}}">{{STARTED}}</time></span>
{{#HAS_STOP}}<span>[[Stopped]] <time datetime="{{DONE_ISO}}" title="{{DONE_FULL}}">{{DONE}}</time></span>{{/HAS_STOP}}
{{#HAS_DUE}}<span>{{#BY_HAND}}[[Due by hand]]{{/BY_HAND}}{{#BY_CLOCK}}[[Due]]{{/BY_CLOCK}} <time datetime="{{DUE_ISO}}" title="{{DUE_FULL}}">{{DUE}}</time></span>{{/HAS_DUE}}</p>
{{#BY_HAND}}<p class="strip__times strip__hand"><span>{{#CALCULATED}}[[Calculated]] <time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time>{{/CALCULATED}}{{#NOT_CALCULATED}}[[None calculated]]{{/NOT_CALCULATED}}</span>{{#SET_BY}}<span dir="auto">{{NAME}}: “<bdi>{{REASON}}</bdi>”</span>{{/SET_BY}}</p>
{{/BY_HAND}}{{#WHY}}<p class="strip__why"><a href="{{WHY_URL}}">[[Why this time]]<span class="hidden">: {{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}{{#CYCLE}} #{{NUMBER}}{{/CYCLE}}</span></a></p>
{{/WHY}}
</section>
