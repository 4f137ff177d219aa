{{%AUTOESCAPE context="HTML"}}
{{!
  The rules of a kind, in their order. Layout: AT_RULES.

  Sections
    one of OF_SLA OF_EVENT OF_TIME;  KIND "sla"
    SET_UP        the viewer may change them
    DOUBTS        lint: DOUBT many: one of FLAW_INVALID FLAW_GROUP FLAW_NEVER
                  FLAW_UNREACHED FLAW_OVERRULED FLAW_OVERLAP FLAW_NO_LEVEL, each
                  with RULE, OTHER, their names, RULE_URL, DEPARTMENT, GROUP;
                  CUT: there may be more
    RULES         RULE many: OID, NAME, PLACE "1"; one of IS_ON IS_OFF; BROKEN
                  (WHY); NOTE (TEXT); HITS (COUNT) with LAST (T, a time), or
                  NO_HITS; CHANGED (T, a time), by one of PERSON (WHO) SHELL;
                  includes SAYS; CONTROLS (SET_UP alone): FIRST, LAST_ONE, there it
                  ends; UP_FOCUS, DOWN_FOCUS, SWITCH_FOCUS: it was just done so
    NONE          there is none
  Includes
    ADMIN         parts/admin.tpl
    SAYS          parts/rule_says.tpl
  Posts
    /rules/OID/moved: way = up, down; or place = 1, 2, ...
    /rules/OID/switched: on = yes, no
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Rules]]</h1>{{#SET_UP}}<div class="page-head__ways"><a class="button button--main" href="/rules/new?kind={{KIND:u}}"><svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Create rule]]</a></div>{{/SET_UP}}</header>
<ul class="chips" aria-label="[[Kinds of rules]]">
<li><a class="chips__link" href="/rules"{{#OF_SLA}} aria-current="page"{{/OF_SLA}}>[[SLA rules]]</a></li>
<li><a class="chips__link" href="/rules?kind=event"{{#OF_EVENT}} aria-current="page"{{/OF_EVENT}}>[[Rules]]</a></li>
<li><a class="chips__link" href="/rules?kind=time"{{#OF_TIME}} aria-current="page"{{/OF_TIME}}>[[Time rules]]</a></li>
</ul>
<p class="lead">{{#OF_SLA}}[[They choose the SLA level of a ticket when it is opened. They are asked from top to bottom; of two levels the later one stands, and a rule that stops ends it.]]{{/OF_SLA}}{{#OF_EVENT}}[[They act as soon as something happens to a ticket: it is created, a customer writes, its tags change. They are asked from top to bottom.]]{{/OF_EVENT}}{{#OF_TIME}}[[They act once a ticket has been so for some time: a deadline comes near, nobody has answered for two days. They are asked from top to bottom.]]{{/OF_TIME}}</p>
{{#DOUBTS}}
<section class="doubts" aria-labelledby="doubts">
<h2 id="doubts" class="doubts__title">[[Worth a look]]</h2>
<ul class="doubts__list">
{{#DOUBT}}<li>{{#FLAW_INVALID}}<a href="{{RULE_URL}}">{{RULE}}</a> [[does not run: what it names is gone.]]{{/FLAW_INVALID}}{{#FLAW_GROUP}}<a href="{{RULE_URL}}">{{RULE}}</a>: [[two conditions of group {{GROUP}} never hold at once.]]{{/FLAW_GROUP}}{{#FLAW_NEVER}}<a href="{{RULE_URL}}">{{RULE}}</a> [[never holds: each of its groups contradicts itself.]]{{/FLAW_NEVER}}{{#FLAW_UNREACHED}}<a href="{{RULE_URL}}">{{RULE}}</a> [[is never reached: wherever it holds, {{OTHER}} holds before it, and stops.]]{{/FLAW_UNREACHED}}{{#FLAW_OVERRULED}}<a href="{{RULE_URL}}">{{RULE}}</a> [[has no effect: wherever it holds, {{OTHER}} holds too, behind it, and sets another level. Let it stop other rules, or move it.]]{{/FLAW_OVERRULED}}{{#FLAW_OVERLAP}}<a href="{{RULE_URL}}">{{RULE}}</a> [[and {{OTHER}} can hold of the same ticket, with different levels: the one of {{OTHER}} stands, as it comes later.]]{{/FLAW_OVERLAP}}{{#FLAW_NO_LEVEL}}[[Tickets of {{DEPARTMENT}} may get no level: no rule surely sets one there.]]{{/FLAW_NO_LEVEL}}</li>
{{/DOUBT}}
</ul>
{{#CUT}}<p class="muted">[[There may be more.]]</p>{{/CUT}}
</section>
{{/DOUBTS}}
{{#RULES}}
<ol class="rules" data-rules>
{{#RULE}}<li class="rules__row{{#IS_OFF}} rules__row--off{{/IS_OFF}}{{#BROKEN}} rules__row--broken{{/BROKEN}}" data-rule="{{OID}}">
<span class="rules__place" aria-hidden="true">{{PLACE}}</span>
<div class="rules__text">
<h2 class="rules__name"><a dir="auto" href="/rules/{{OID}}">{{NAME}}</a>{{#IS_OFF}} <span class="chip">[[off]]</span>{{/IS_OFF}}{{#BROKEN}} <span class="chip chip--urgent">[[invalid]]</span>{{/BROKEN}}</h2>
{{>SAYS}}
{{#BROKEN}}<p class="rules__why">[[It does not run.]] {{WHY}}</p>{{/BROKEN}}
{{#NOTE}}<p class="rules__note" dir="auto">{{TEXT}}</p>{{/NOTE}}
<p class="rules__facts">{{#HITS}}<span>{{#ONE}}[[held once]]{{/ONE}}{{#MANY}}[[held {{COUNT}} times]]{{/MANY}}, [[last]] <time datetime="{{T_ISO}}" title="{{T_FULL}}">{{T}}</time></span>{{/HITS}}{{#NO_HITS}}<span>[[has not held yet]]</span>{{/NO_HITS}} <span>[[changed]] <time datetime="{{T_ISO}}" title="{{T_FULL}}">{{T}}</time> {{#PERSON}}[[by]] <span dir="auto">{{WHO}}</span>{{/PERSON}}{{#SHELL}}[[on the command line]]{{/SHELL}}</span></p>
</div>
{{#CONTROLS}}<div class="rules__ways">
<form method="post" action="/rules/{{OID}}/switched"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{OID}}-s"><button class="switch" type="submit" name="on" value="{{#IS_ON}}no{{/IS_ON}}{{#IS_OFF}}yes{{/IS_OFF}}" role="switch" aria-checked="{{#IS_ON}}true{{/IS_ON}}{{#IS_OFF}}false{{/IS_OFF}}" aria-label="[[{{NAME}} is on]]" data-once{{#SWITCH_FOCUS}} autofocus{{/SWITCH_FOCUS}}><span class="switch__knob"></span></button></form>
<form class="order" method="post" action="/rules/{{OID}}/moved" data-move><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{OID}}-m"><button class="button button--small" type="submit" name="way" value="up" aria-label="[[Move {{NAME}} up]]"{{#FIRST}} disabled{{/FIRST}}{{#UP_FOCUS}} autofocus{{/UP_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#up"></use></svg></button><button class="button button--small" type="submit" name="way" value="down" aria-label="[[Move {{NAME}} down]]"{{#LAST_ONE}} disabled{{/LAST_ONE}}{{#DOWN_FOCUS}} autofocus{{/DOWN_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></button></form>
</div>{{/CONTROLS}}
</li>
{{/RULE}}
</ol>
{{/RULES}}
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>{{#OF_SLA}}[[No SLA rule yet]]{{/OF_SLA}}{{#OF_EVENT}}[[No rule yet]]{{/OF_EVENT}}{{#OF_TIME}}[[No time rule yet]]{{/OF_TIME}}</h2><p>{{#OF_SLA}}[[Without one, tickets get no SLA level. The first may say: if tags contain URGENT, then SLA level Urgent.]]{{/OF_SLA}}{{#OF_EVENT}}[[The first may say: when a customer writes, if the subject contains refund, then add the tag money.]]{{/OF_EVENT}}{{#OF_TIME}}[[The first may say: if the status is Answered for longer than 7 d, then resolve it.]]{{/OF_TIME}}</p></div>{{/NONE}}
</div>
</div>
