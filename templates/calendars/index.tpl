{{%AUTOESCAPE context="HTML"}}
{{!
  Business hours. Layout: AT_CALENDARS.

  Sections
    CALENDAR      many: OID, NAME, OWN_ZONE; NEXT, the next day off (DATE,
                  CLOSURE, its name or ""), else NO_NEXT; LEVEL many: LEVEL_OID,
                  LEVEL_NAME; includes HOURS (calendars/week.tpl) and, when
                  there are some, DOUBTS (calendars/doubts.tpl)
    NONE          there is none
    MAY           the viewer may change them
  Includes
    ADMIN         parts/admin.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Business hours]]</h1>{{#MAY}}<div class="page-head__ways"><a class="button button--main" href="/calendars/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[New calendar]]</a></div>{{/MAY}}</header>
<p class="lead">[[When your desk is open. Levels count working time by these hours; a holiday moves a deadline.]]</p>
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No calendar yet]]</h2><p>[[Without one every level counts around the clock. Add your hours, and nights and holidays cost nothing.]]</p></div>{{/NONE}}
<ul class="calendars">
{{#CALENDAR}}
<li class="card calendars__one">
<h2 class="calendars__name"><a dir="auto" href="/calendars/{{OID}}">{{NAME}}</a></h2>
<p class="muted calendars__zone">{{OWN_ZONE}}</p>
{{>HOURS}}
<dl class="facts calendars__facts">
<div><dt>[[Next day off]]</dt><dd>{{#NEXT}}{{DATE}} <span class="muted" dir="auto">{{CLOSURE}}</span>{{/NEXT}}{{#NO_NEXT}}<span class="muted">[[none]]</span>{{/NO_NEXT}}</dd></div>
<div><dt>[[Levels]]</dt><dd>{{#LEVEL}}<a class="calendars__level" dir="auto" href="/levels/{{LEVEL_OID}}">{{LEVEL_NAME}}</a> {{/LEVEL}}</dd></div>
</dl>
{{>DOUBTS}}
</li>
{{/CALENDAR}}
</ul>
</div>
</div>
