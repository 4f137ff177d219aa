{{%AUTOESCAPE context="HTML"}}
{{!
  A calendar: its editor, what it does, its versions. Layout: AT_CALENDARS, with
  ABOUT of one that is stored. Who may only read sees what it says instead.

  Variables
    WHAT          its name as it is stored
    ACTION        where the form is sent to
    NAME          of a new one, as typed;  NAME_MAX "100"
    OWN_ZONE, CLOSURES, SPECIALS   as typed, or as stored
    SEEN_VERSION  the version that was looked at
    BAD_CLOSURE, BAD_SPECIAL  the line that is wrong; "0": none
  Sections
    one of FRESH (with FRESH_NAME: its name is asked for), STORED
    EDITOR        it may be changed; FILES, too, of one that is stored
    READING       else: OWN_ZONE; OFF many, each with the include THING
                  (calendars/thing.tpl); FURTHER: there are more; include HOURS
                  (calendars/week.tpl)
    one of ALWAYS, BY_WEEK: the choice of hours
    DAY           seven: NUMBER "0" to "6"; one of MON TUE WED THU FRI SAT SUN;
                  WINDOWS as typed, WINDOWS_MAX; 0 or 1 WRONG: TEXT
    ZONES         many: ZONE_NAME, to choose from
    FORCE         it can be saved though a promise would never fall due
    CHANGED       somebody else saved meanwhile
    LEVEL         many: LEVEL_OID, LEVEL_NAME, that count by it
    CALLING       its name can be changed: CALLED, NAME_MAX; 0 or 1 WRONG: TEXT
    one of STAYS (LEVEL_NAME has it, or had), STAYS_ORDERED (a version was for
    open tickets), MAY_GO
    NAME_ERROR, ZONE_ERROR, HOURS_ERROR, CLOSURES_ERROR, SPECIAL_ERROR,
    RULES_ERROR: TEXT each
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    RULES         calendars/rule.tpl, many;  BLANK_RULE, one to copy
    PREVIEW       calendars/preview.tpl
    APPLY, VERSIONS, PROGRESS  parts/apply_*.tpl
  Posts: name, zone, hours = week, always; d0 to d6, closures, special, rule_*,
    seen, force, test_at, test_for, copy_from, copy_to, for, looked; deed = copy,
    more, try, which store nothing, look, save
    /calendars/OID/name: name
    /calendars/OID/removed
}}
<div class="desk">
{{>ADMIN}}
<div class="page calendar">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/calendars">[[Business hours]]</a></li>{{#FRESH}}<li aria-current="page">[[New calendar]]</li>{{/FRESH}}{{#STORED}}<li aria-current="page" dir="auto">{{WHAT}}</li>{{/STORED}}</ol></nav>
<header class="page-head"><h1 dir="auto">{{#FRESH}}[[New calendar]]{{/FRESH}}{{#STORED}}{{WHAT}}{{/STORED}}</h1>{{#FILES}}<div class="page-head__ways"><a class="button" href="{{ACTION}}/file"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#file"></use></svg>[[Days off from a file]]</a></div>{{/FILES}}</header>
{{#STORED}}<p class="lead calendar__users">{{#LEVEL}}<a class="calendars__level" dir="auto" href="/levels/{{LEVEL_OID}}">{{LEVEL_NAME}}</a> {{/LEVEL}}</p>{{/STORED}}
{{>PROGRESS}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else saved this calendar while you were at it. What they changed stands under Versions; save again to put yours above theirs.]]</p>{{/CHANGED}}
{{>ERRORS}}
{{#READING}}
<section class="section card" aria-labelledby="says">
<h2 id="says">[[Hours]]</h2>
<p class="muted">{{OWN_ZONE}}</p>
{{>HOURS}}
<ul class="offs">
{{#OFF}}<li>{{>THING}}</li>
{{/OFF}}
</ul>
{{#FURTHER}}<p class="muted">[[There are more days off than these.]]</p>{{/FURTHER}}
</section>
<form class="calendar__form" method="get" action="{{ACTION}}">
{{>PREVIEW}}
</form>
{{/READING}}
{{#EDITOR}}
<form class="calendar__form" method="post" action="{{ACTION}}" data-draft data-calendar data-word-open="[[open]]" data-word-closed="[[closed]]" data-word-partly="[[partly open]]" data-word-to="[[to]]" data-word-remove="[[Remove]]" data-word-add-day="[[Add a day off]]" data-word-add-special="[[Add special hours]]" data-word-date="[[Date]]" data-word-hours="[[Hours]]" data-word-closed-hours="[[Closed]]" data-word-all-day="[[all day]]" data-word-name="[[Name]]" data-word-shift="[[its shifts]]" data-word-copied="[[Copied.]]" data-word-updated="[[Worked out again.]]" data-word-grid="[[Week]]">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-calendar">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<button class="hidden" type="submit" name="deed" value="save" tabindex="-1" aria-hidden="true"></button>
<section class="card calendar__part" aria-labelledby="basics">
<h2 class="hidden" id="basics">[[The calendar]]</h2>
<div class="calendar__basics">
{{#FRESH_NAME}}<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>{{/FRESH_NAME}}
<div class="field">
<label class="field__label" for="zone">[[Time zone]]</label>
{{#ZONE_ERROR}}<p class="field__error" id="zone-error">{{TEXT}}</p>{{/ZONE_ERROR}}
<input class="input" type="text" id="zone" name="zone" value="{{OWN_ZONE}}" list="zones" required maxlength="64" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="zone-hint{{#ZONE_ERROR}} zone-error{{/ZONE_ERROR}}"{{#ZONE_ERROR}} aria-invalid="true"{{/ZONE_ERROR}}>
<p class="field__hint" id="zone-hint">[[Type part of a city's name.]]</p>
<datalist id="zones">{{#ZONES}}<option value="{{ZONE_NAME}}"></option>{{/ZONES}}</datalist>
</div>
<fieldset class="field" id="hours" tabindex="-1">
<legend class="field__label">[[Open]]</legend>
{{#HOURS_ERROR}}<p class="field__error" id="hours-error">{{TEXT}}</p>{{/HOURS_ERROR}}
<label class="pick"><input type="radio" name="hours" value="week"{{#BY_WEEK}} checked{{/BY_WEEK}}{{#HOURS_ERROR}} aria-describedby="hours-error"{{/HOURS_ERROR}}>[[by the week below]]</label>
<label class="pick"><input type="radio" name="hours" value="always"{{#ALWAYS}} checked{{/ALWAYS}}>[[around the clock]]</label>
{{#FORCE}}<label class="pick calendar__force"><input type="checkbox" name="force" value="1">[[Save it all the same: such promises run without a deadline]]</label>{{/FORCE}}
</fieldset>
</div>
</section>
<section class="card calendar__part calendar__week" aria-labelledby="week">
<div class="calendar__head"><h2 id="week">[[Week]]</h2>
<p class="field__hint" id="week-hint">[[Several times of opening after commas: 09:00-12:00, 13:00-17:00. Over midnight: 22:00-06:00. All day: 00:00-24:00. Empty: closed.]]</p></div>
<div class="painter" data-painter hidden></div>
<div class="weekdays">
{{#DAY}}<div class="weekdays__day field">
<label class="field__label" for="d{{NUMBER}}">{{#MON}}[[Monday]]{{/MON}}{{#TUE}}[[Tuesday]]{{/TUE}}{{#WED}}[[Wednesday]]{{/WED}}{{#THU}}[[Thursday]]{{/THU}}{{#FRI}}[[Friday]]{{/FRI}}{{#SAT}}[[Saturday]]{{/SAT}}{{#SUN}}[[Sunday]]{{/SUN}}</label>
{{#WRONG}}<p class="field__error" id="d{{NUMBER}}-error">{{TEXT}}</p>{{/WRONG}}
<input class="input weekdays__input" type="text" id="d{{NUMBER}}" name="d{{NUMBER}}" value="{{WINDOWS}}" maxlength="{{WINDOWS_MAX}}" placeholder="[[closed]]" autocomplete="off" spellcheck="false" aria-describedby="week-hint{{#WRONG}} d{{NUMBER}}-error{{/WRONG}}"{{#WRONG}} aria-invalid="true"{{/WRONG}}>
</div>
{{/DAY}}
</div>
<div class="calendar__copy" role="group" aria-label="[[Copy a day's hours]]">
<label for="copy_from">[[Copy]]</label>
<select class="input" id="copy_from" name="copy_from"><option value="0">[[Monday]]</option><option value="1">[[Tuesday]]</option><option value="2">[[Wednesday]]</option><option value="3">[[Thursday]]</option><option value="4">[[Friday]]</option><option value="5">[[Saturday]]</option><option value="6">[[Sunday]]</option></select>
<label for="copy_to">[[to]]</label>
<select class="input" id="copy_to" name="copy_to"><option value="work">[[Monday to Friday]]</option><option value="all">[[every day]]</option><option value="weekend">[[the weekend]]</option><option value="0">[[Monday]]</option><option value="1">[[Tuesday]]</option><option value="2">[[Wednesday]]</option><option value="3">[[Thursday]]</option><option value="4">[[Friday]]</option><option value="5">[[Saturday]]</option><option value="6">[[Sunday]]</option></select>
<button class="button" type="submit" name="deed" value="copy" formnovalidate data-copy-hours>[[Copy]]</button>
</div>
</section>
<section class="card calendar__part calendar__yearly" aria-labelledby="rules-title" id="rules" tabindex="-1">
<div class="calendar__head"><h2 id="rules-title">[[Days off every year]]</h2>
<p class="field__hint">[[Good Friday is Easter Sunday, -2 days later. Half a day: closed 12:00-24:00. Years: 2026-2030. A row without a name and a choice is left out.]]</p></div>
{{#RULES_ERROR}}<p class="field__error" id="rules-error">{{TEXT}}</p>{{/RULES_ERROR}}
<div class="rules" data-rules>
{{>RULES}}
</div>
<template data-rule>{{>BLANK_RULE}}</template>
<div><button class="button" type="submit" name="deed" value="more" formnovalidate data-more-rules><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add one]]</button></div>
</section>
<div class="calendar__columns">
<div class="calendar__column">
<section class="card calendar__part" aria-labelledby="closures-title">
<div class="calendar__head"><h2 id="closures-title"><label for="closures">[[Single days off]]</label></h2>
<p class="field__hint" id="closures-hint"><span data-plain>[[One on each line: a date, hours if it is a part of the day, a name. 2026-12-24 12:00-24:00 Christmas Eve. With an asterisk behind the date (2026-12-24*) the shifts that begin then are off.]]</span><span data-rows hidden>[[This once. Half a day: closed 12:00-24:00. Its shifts: what begins then is off, though it goes past midnight.]]</span></p></div>
{{#CLOSURES_ERROR}}<p class="field__error" id="closures-error">{{TEXT}}</p>{{/CLOSURES_ERROR}}
<textarea class="input calendar__lines" id="closures" name="closures" rows="6" spellcheck="false" data-lines="closures" data-bad="{{BAD_CLOSURE}}" aria-describedby="closures-hint{{#CLOSURES_ERROR}} closures-error{{/CLOSURES_ERROR}}"{{#CLOSURES_ERROR}} aria-invalid="true"{{/CLOSURES_ERROR}}>
{{CLOSURES:pre_escape}}</textarea>
</section>
<section class="card calendar__part" aria-labelledby="special-title">
<div class="calendar__head"><h2 id="special-title"><label for="special">[[Special hours]]</label></h2>
<p class="field__hint" id="special-hint"><span data-plain>[[One date on each line, with hours in place of its weekday's: 2026-12-31 10:00-12:00. A date alone is closed.]]</span><span data-rows hidden>[[A date with hours in place of its weekday's. Without hours it is closed.]]</span></p></div>
{{#SPECIAL_ERROR}}<p class="field__error" id="special-error">{{TEXT}}</p>{{/SPECIAL_ERROR}}
<textarea class="input calendar__lines" id="special" name="special" rows="3" spellcheck="false" data-lines="special" data-bad="{{BAD_SPECIAL}}" aria-describedby="special-hint{{#SPECIAL_ERROR}} special-error{{/SPECIAL_ERROR}}"{{#SPECIAL_ERROR}} aria-invalid="true"{{/SPECIAL_ERROR}}>
{{SPECIALS:pre_escape}}</textarea>
</section>
</div>
<div class="card calendar__part calendar__beside">{{>PREVIEW}}</div>
</div>
<div class="calendar__end">
{{>APPLY}}
<div class="form__end"><button class="button button--main" type="submit" name="deed" value="save" data-once>[[Save]]</button></div>
</div>
</form>
{{/EDITOR}}
{{#STORED}}
<section class="section" aria-labelledby="versions">
<h2 id="versions">[[Versions]]</h2>
{{>VERSIONS}}
</section>
{{/STORED}}
{{#CALLING}}
<section class="section" aria-labelledby="call">
<h2 id="call">[[Name]]</h2>
<form class="form card" method="post" action="{{ACTION}}/name">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-name">
<div class="field">
<label class="field__label" for="called">[[Name]]</label>
<p class="field__hint" id="called-hint">[[A new name stands everywhere at once, in old versions, too. It changes no hours.]]</p>
{{#WRONG}}<p class="field__error" id="called-error">{{TEXT}}</p>{{/WRONG}}
<input class="input" type="text" dir="auto" id="called" name="name" value="{{CALLED}}" required maxlength="{{NAME_MAX}}" autocomplete="off" aria-describedby="called-hint{{#WRONG}} called-error{{/WRONG}}"{{#WRONG}} aria-invalid="true"{{/WRONG}}>
</div>
<div class="form__end"><button class="button" type="submit" data-once>[[Rename]]</button></div>
</form>
</section>
<section class="section" aria-labelledby="end">
<h2 id="end">[[Remove]]</h2>
{{#STAYS}}<p class="lead">[[This calendar stays: the level {{LEVEL_NAME}} counts by it, or did, and its promises are explained by it.]]</p>{{/STAYS}}
{{#STAYS_ORDERED}}<p class="lead">[[This calendar stays: a version of it was for open tickets.]]</p>{{/STAYS_ORDERED}}
{{#MAY_GO}}<p class="lead">[[No level ever had it. It goes with all its versions, and cannot be taken back.]]</p>
<form method="post" action="{{ACTION}}/removed"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-remove"><button class="button button--danger" type="submit" data-once>[[Remove {{WHAT}}]]</button></form>{{/MAY_GO}}
</section>
{{/CALLING}}
</div>
</div>
