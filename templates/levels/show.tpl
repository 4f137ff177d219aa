{{%AUTOESCAPE context="HTML"}}
{{!
  An SLA level. Layout: AT_LEVELS with ABOUT.

  Variables
    OID, WHAT     its name as it is stored;  NUMBER, of its version
    OPEN_TICKETS  "30"
  Sections
    ARCHIVED      0 or 1: CAN_CHANGE in it;  END: it can be archived
    OLD           an older version is shown: VERSION;  it can be saved again
    CHANGED       somebody else changed it meanwhile
    DOUBT         many: one of NEVER_DUE STEP_ONCE STEP_LATE STEP_NEVER
                  SOLVED_FIRST UNUSED; one of FIRST_ANSWER ... KEEP_INFORMED
    READ          the viewer may not change it: ALWAYS or HOURS (CALENDAR_OID,
                  CALENDAR_NAME); includes PROMISES; STEPS: LINE many, a metric
                  (one of FIRST_ANSWER ...) and the include STEP
    RULE          many: RULE_OID, RULE_NAME, 0 or 1 each of INVALID, OFF
    NO_RULE
  Includes
    ADMIN, ERRORS
    PROGRESS      parts/apply_progress.tpl
    FORM          levels/form.tpl
    VERSIONS      parts/apply_versions.tpl
  Posts
    /levels/OID, and /levels/OID/archived, revived
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/levels">[[SLA levels]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1></header>
<p class="lead">[[Version {{NUMBER}}. Open tickets that have it: {{OPEN_TICKETS}}.]]</p>
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[Archived: no rule and no step gives it to a ticket. Tickets that have it keep it.]]</p>{{#CAN_CHANGE}}<form method="post" action="/levels/{{OID}}/revived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-revive"><button class="button" type="submit" data-once>[[Bring it back]]</button></form>{{/CAN_CHANGE}}</div>{{/ARCHIVED}}
{{>PROGRESS}}
{{#OLD}}<p class="notice">[[This is version {{VERSION}} as it was. Saved, it becomes the newest again.]] <a href="/levels/{{OID}}">[[Back to the newest]]</a></p>{{/OLD}}
{{#CHANGED}}<p class="notice notice--warn" role="alert" tabindex="-1" data-focus>[[Somebody else changed this level while you were at it. What you typed stands below; what they changed is at the end of the page. Save again to keep yours.]]</p>{{/CHANGED}}
{{#DOUBTS}}<div class="notice notice--warn doubts"><p><strong>[[Worth a look]]</strong></p><ul>
{{#DOUBT}}<li>{{#NEVER_DUE}}[[By its hours this would never fall due:]]{{/NEVER_DUE}}{{#STEP_ONCE}}[[A step comes as early before the deadline as the whole time is long, so at once:]]{{/STEP_ONCE}}{{#STEP_LATE}}[[A step at more than 100 % comes after the deadline:]]{{/STEP_LATE}}{{#STEP_NEVER}}[[A step is about something that is not promised, so it never happens:]]{{/STEP_NEVER}}{{#SOLVED_FIRST}}[[The ticket is to be solved sooner than answered:]]{{/SOLVED_FIRST}}{{#UNUSED}}[[No rule gives this level to a ticket.]]{{/UNUSED}} {{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</li>
{{/DOUBT}}
</ul></div>{{/DOUBTS}}
{{>ERRORS}}
{{>FORM}}
{{#READ}}
<section class="card" aria-labelledby="promises">
<h2 class="level-form__title" id="promises">[[What is promised]]</h2>
{{>PROMISES}}
<p class="muted">{{#ALWAYS}}[[Around the clock, every day.]]{{/ALWAYS}}{{#HOURS}}[[Within these hours:]] <a dir="auto" href="/calendars/{{CALENDAR_OID}}">{{CALENDAR_NAME}}</a>{{/HOURS}}</p>
{{#STEPS}}<h3>[[Escalation steps]]</h3>
<ul class="confirm__list">
{{#LINE}}<li><strong>{{#FIRST_ANSWER}}[[First answer]]{{/FIRST_ANSWER}}{{#NEXT_ANSWER}}[[Next answer]]{{/NEXT_ANSWER}}{{#FIRST_ASSIGN}}[[First assign]]{{/FIRST_ASSIGN}}{{#FIRST_RESOLVE}}[[First resolve]]{{/FIRST_RESOLVE}}{{#CHAT_ANSWER}}[[Chat answer]]{{/CHAT_ANSWER}}{{#CALL_ANSWER}}[[Call answer]]{{/CALL_ANSWER}}{{#KEEP_INFORMED}}[[Keep informed]]{{/KEEP_INFORMED}}</strong> {{>STEP}}</li>
{{/LINE}}
</ul>{{/STEPS}}
</section>
{{/READ}}
<section class="section" aria-labelledby="rules">
<h2 id="rules">[[Which rules give it]]</h2>
{{#RULES}}<ul class="confirm__list">
{{#RULE}}<li><a dir="auto" href="/rules/{{RULE_OID}}">{{RULE_NAME}}</a>{{#INVALID}} <span class="muted">[[invalid: it does not run]]</span>{{/INVALID}}{{#OFF}} <span class="muted">[[switched off]]</span>{{/OFF}}</li>
{{/RULE}}
</ul>{{/RULES}}
{{#NO_RULE}}<p class="muted">[[None yet: no ticket gets it by itself.]]</p>{{/NO_RULE}}
</section>
<section class="section" aria-labelledby="versions">
<h2 id="versions">[[Versions]]</h2>
{{>VERSIONS}}
</section>
{{#END}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p class="lead">[[No further ticket gets it: rules that give it become invalid and say why. Tickets that have it keep it, and reports go on telling it. You can bring it back.]]</p>
<form method="post" action="/levels/{{OID}}/archived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-archive"><button class="button button--danger" type="submit" data-once>[[Archive it]]</button></form>
</section>
{{/END}}
</div>
</div>
