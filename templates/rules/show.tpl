{{%AUTOESCAPE context="HTML"}}
{{!
  A rule, to be read or changed; or a new one. Layout: AT_RULES with ABOUT.

  Variables
    WHAT          its name as it is stored;  KIND "sla";  LIST_URL
  Sections
    one of OF_SLA OF_EVENT OF_TIME;  NEW: it is not stored yet
    ARCHIVED      it was deleted; RESTORE in it: OID
    BROKEN        it does not run: WHY
    CHANGED       somebody else changed it meanwhile;  NOW: SAYS as it is now
    READ          the viewer may not change it: includes SAYS; REMARK (TEXT)
    FORM          ACTION, SEEN_VERSION, NAME, NOTE, NAME_MAX, CODE;
                  ACTIVE, STOPS, KEEPS ticked;
      NAME_ERROR NOTE_ERROR IF_ERROR THEN_ERROR ON_ERROR CODE_ERROR: TEXT
      EVENTS      TRIGGER many: KEY, TEXT, CHOSEN
      KEEPABLE    of SLA rules
      ALWAYS      it has no conditions
      GROUP       many: G, NTH; LATER; CONDITION many: C, NTH, GROUP_NTH; FIELDS many:
                  one of PLAIN OF_TICKETS OF_CUSTOMERS OF_COMPANIES, OPTION many; OP many: KEY, TEXT, CHOSEN; includes INPUT
      DEED        many: K, NTH; OPTION many: KEY, TEXT, CHOSEN; ABOUT (includes
                  INPUT); WORDS (TEXT) of a field
      TAG         many: TEXT, to complete
      LOOKED      preview: LOOKED_AT; one of SOMEBODY (HOLDS, how many) NOBODY;
                  MORE: not all were looked at; LATE: UNREACHED; LEVELS: BECOMING;
                  LIST: TICKET many: CODE, SUBJECT; STOPPED, or CHANGE: WAS or
                  WAS_NONE, BECOMES or BECOMES_NONE
      TRIED       CODE; includes SAID
      VERSIONED (SEEN_VERSION) or UNSTORED (KIND)
    VERSIONS      VERSION many: NUMBER; AT, a time; PERSON (WHO) or SHELL; NAMED
                  (TEXT), IS_OFF; DIFFERS: ADDED, REMOVED many: includes PART
                  (parts/rule_condition.tpl); includes SAYS
    END           OID: it can be cloned and deleted
  Includes
    ADMIN, ERRORS, SAYS, SAID
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="{{LIST_URL}}">{{#OF_SLA}}[[SLA rules]]{{/OF_SLA}}{{#OF_EVENT}}[[Rules]]{{/OF_EVENT}}{{#OF_TIME}}[[Time rules]]{{/OF_TIME}}</a></li><li aria-current="page" dir="auto">{{#NEW}}[[New rule]]{{/NEW}}{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{#NEW}}{{#OF_SLA}}[[New SLA rule]]{{/OF_SLA}}{{#OF_EVENT}}[[New rule]]{{/OF_EVENT}}{{#OF_TIME}}[[New time rule]]{{/OF_TIME}}{{/NEW}}{{WHAT}}</h1></header>
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[This rule was deleted: it is not asked any more. What it did stays.]]</p>{{#RESTORE}}<form method="post" action="/rules/{{OID}}/restored"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-restore"><button class="button" type="submit" data-once>[[Bring it back]]</button></form>{{/RESTORE}}</div>{{/ARCHIVED}}
{{#BROKEN}}<p class="notice notice--bad">[[It does not run.]] {{WHY}}</p>{{/BROKEN}}
{{#CHANGED}}<div class="notice notice--warn" role="alert"><p>[[Somebody else changed this rule while you were at it. Yours stands below; save again to keep it. As it is now:]]</p>{{>NOW}}</div>{{/CHANGED}}
{{>ERRORS}}
{{#READ}}<section class="card">{{>SAYS}}{{#REMARK}}<p class="muted" dir="auto">{{TEXT}}</p>{{/REMARK}}</section>{{/READ}}
{{#FORM}}
<form class="rule-form" id="rule" method="post" action="{{ACTION}}" data-round="rule">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-rule">
{{#VERSIONED}}<input type="hidden" name="seen" value="{{SEEN_VERSION}}">{{/VERSIONED}}
{{#UNSTORED}}<input type="hidden" name="kind" value="{{KIND}}">{{/UNSTORED}}
<button class="hidden" type="submit" name="deed" value="save" tabindex="-1" aria-hidden="true">[[Save]]</button>
<section class="card form" aria-label="[[What it is called]]">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="note">[[Note]]</label>
{{#NOTE_ERROR}}<p class="field__error" id="note-error">{{TEXT}}</p>{{/NOTE_ERROR}}
<textarea class="input" dir="auto" id="note" name="note" rows="2" placeholder="[[Why it is there, for whoever comes after you]]"{{#NOTE_ERROR}} aria-invalid="true" aria-describedby="note-error"{{/NOTE_ERROR}}>{{NOTE:pre_escape}}</textarea>
</div>
<label class="pick"><input type="checkbox" name="active" value="1"{{#ACTIVE}} checked{{/ACTIVE}}>[[Active]]</label>
</section>
{{#EVENTS}}
<fieldset class="card rule-part" id="on" tabindex="-1">
<legend class="rule-part__title"><span class="says__word">[[When]]</span></legend>
{{#ON_ERROR}}<p class="field__error" id="on-error">{{TEXT}}</p>{{/ON_ERROR}}
<div class="picks picks--wide">{{#TRIGGER}}<label class="picks__one"><input type="checkbox" name="on" value="{{KEY}}"{{#CHOSEN}} checked{{/CHOSEN}}>{{TEXT}}</label>{{/TRIGGER}}</div>
</fieldset>
{{/EVENTS}}
<section class="card rule-part" id="if" tabindex="-1" aria-labelledby="if-title">
<h2 class="rule-part__title" id="if-title"><span class="says__word">[[If]]</span></h2>
{{#IF_ERROR}}<p class="field__error" id="if-error">{{TEXT}}</p>{{/IF_ERROR}}
{{#ALWAYS}}<p class="muted">[[Always: it has no conditions. Add a group to hold of some tickets alone.]]</p>{{/ALWAYS}}
{{#GROUP}}
{{#LATER}}<p class="rule-or"><span class="says__word">[[or]]</span></p>{{/LATER}}
<fieldset class="rule-group">
<legend class="rule-group__title">[[Group {{NTH}}: all of these]]</legend>
{{#CONDITION}}
<div class="rule-condition">
<label class="hidden" for="f-{{G}}-{{C}}">[[Field of condition {{NTH}} in group {{GROUP_NTH}}]]</label>
<select class="input rule-condition__field" id="f-{{G}}-{{C}}" name="f-{{G}}-{{C}}" data-turn>{{#FIELDS}}<optgroup label="{{#PLAIN}}[[The ticket]]{{/PLAIN}}{{#OF_TICKETS}}[[Fields of tickets]]{{/OF_TICKETS}}{{#OF_CUSTOMERS}}[[Fields of customers]]{{/OF_CUSTOMERS}}{{#OF_COMPANIES}}[[Fields of companies]]{{/OF_COMPANIES}}">{{#OPTION}}<option value="{{KEY}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{TEXT}}</option>{{/OPTION}}</optgroup>{{/FIELDS}}</select>
<label class="hidden" for="o-{{G}}-{{C}}">[[How condition {{NTH}} in group {{GROUP_NTH}} compares]]</label>
<select class="input rule-condition__op" id="o-{{G}}-{{C}}" name="o-{{G}}-{{C}}" data-turn>{{#OP}}<option value="{{KEY}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{TEXT}}</option>{{/OP}}</select>
<div class="rule-condition__value">{{>INPUT}}</div>
<button class="button button--small button--quiet rule-condition__off" type="submit" name="deed" value="drop-{{G}}-{{C}}" aria-label="[[Take away condition {{NTH}} of group {{GROUP_NTH}}]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button>
</div>
{{/CONDITION}}
<div class="rule-group__ways"><button class="button button--small" type="submit" name="deed" value="condition-{{G}}" id="condition-{{G}}">[[Add condition]]</button></div>
</fieldset>
{{/GROUP}}
<div class="rule-part__ways"><button class="button" type="submit" name="deed" value="group" id="add-group"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add condition group]]</button><button class="button button--quiet rule-refresh" type="submit" name="deed" value="show">[[Show the inputs of what I chose]]</button></div>
</section>
<section class="card rule-part" id="then" tabindex="-1" aria-labelledby="then-title">
<h2 class="rule-part__title" id="then-title"><span class="says__word">[[then]]</span></h2>
{{#THEN_ERROR}}<p class="field__error" id="then-error">{{TEXT}}</p>{{/THEN_ERROR}}
{{#DEED}}
<div class="rule-deed">
<label class="hidden" for="a-{{K}}">[[Action {{NTH}}]]</label>
<select class="input rule-deed__what" id="a-{{K}}" name="a-{{K}}" data-turn>{{#OPTION}}<option value="{{KEY}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{TEXT}}</option>{{/OPTION}}</select>
<div class="rule-deed__value">{{>INPUT}}{{#WORDS}}<label class="hidden" for="t-{{K}}">[[What to fill in by action {{NTH}}]]</label><input class="input" type="text" dir="auto" id="t-{{K}}" name="t-{{K}}" value="{{TEXT}}" autocomplete="off" placeholder="[[nothing empties it]]">{{/WORDS}}</div>
<button class="button button--small button--quiet rule-condition__off" type="submit" name="deed" value="undo-{{K}}" aria-label="[[Take away action {{NTH}}]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button>
</div>
{{/DEED}}
<div class="rule-part__ways"><button class="button" type="submit" name="deed" value="deed" id="add-deed"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add action]]</button></div>
<label class="pick"><input type="checkbox" name="stops" value="1"{{#STOPS}} checked{{/STOPS}}>[[Stop other rules: where this one holds, none behind it is asked]]</label>
{{#KEEPABLE}}<label class="pick"><input type="checkbox" name="keeps" value="1"{{#KEEPS}} checked{{/KEEPS}}>[[Keep applying: ask it again whenever a field that it reads changes]]</label>{{/KEEPABLE}}
</section>
<datalist id="tags-list">{{#TAG}}<option value="{{TEXT}}"></option>{{/TAG}}</datalist>
<div class="rule-end">
<button class="button button--main" type="submit" name="deed" value="save" id="deed-save" data-once>[[Save]]</button>
<button class="button" type="submit" name="deed" value="look" id="deed-look">[[Which tickets match?]]</button>
<span class="rule-try"><label class="hidden" for="code">[[Code of a ticket]]</label><input class="input" type="text" id="code" name="code" value="{{CODE}}"{{#CODE_ERROR}} aria-invalid="true" aria-describedby="code-error"{{/CODE_ERROR}} placeholder="[[ABC-DEFGH-123]]" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40"><button class="button" type="submit" name="deed" value="try" id="deed-try">[[Try it on this ticket]]</button></span>{{#CODE_ERROR}}<p class="field__error" id="code-error">{{TEXT}}</p>{{/CODE_ERROR}}
</div>
{{#LOOKED}}
<section class="card rule-looked" id="looked" aria-labelledby="looked-title" role="status">
<h2 id="looked-title" class="card__title">[[Open tickets that match now]]</h2>
<p>{{#NOBODY}}[[None of the {{LOOKED_AT}} open tickets that were looked at.]]{{/NOBODY}}{{#SOMEBODY}}<b class="rule-looked__count">{{HOLDS}}</b> [[of {{LOOKED_AT}} open tickets.]]{{/SOMEBODY}}{{#MORE}} [[There are more open tickets; those due first were looked at.]]{{/MORE}}{{#LATE}} [[Of {{UNREACHED}} of them an earlier rule stops before this one is asked.]]{{/LATE}}{{#LEVELS}} [[{{BECOMING}} would have another level, were they opened now. Open tickets keep theirs.]]{{/LEVELS}}</p>
{{#LIST}}<ul class="rule-looked__list">
{{#TICKET}}<li><a href="/tickets/{{CODE}}"><span class="code">{{CODE}}</span> <span dir="auto">{{SUBJECT}}</span></a>{{#CHANGE}} <span class="rule-looked__change"><span dir="auto">{{WAS}}{{#WAS_NONE}}[[no level]]{{/WAS_NONE}}</span> → <b dir="auto">{{BECOMES}}{{#BECOMES_NONE}}[[no level]]{{/BECOMES_NONE}}</b></span>{{/CHANGE}}{{#STOPPED}} <span class="muted">[[an earlier rule stops]]</span>{{/STOPPED}}</li>
{{/TICKET}}
</ul>{{/LIST}}
</section>
{{/LOOKED}}
{{#TRIED}}
<section class="card rule-looked" id="tried" aria-labelledby="tried-title" role="status">
<h2 id="tried-title" class="card__title">[[What the rules would say of {{CODE}}]]</h2>
{{>SAID}}
</section>
{{/TRIED}}
</form>
{{/FORM}}
{{#VERSIONS}}
<section class="section" aria-labelledby="versions">
<h2 id="versions">[[Versions]]</h2>
<ol class="rule-versions" reversed>
{{#VERSION}}<li class="rule-versions__one"><p class="rule-versions__head"><b>[[Version {{NUMBER}}]]</b> <time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time> {{#PERSON}}[[by]] <span dir="auto">{{WHO}}</span>{{/PERSON}}{{#SHELL}}[[on the command line]]{{/SHELL}}{{#NAMED}} · [[called]] <span dir="auto">{{TEXT}}</span>{{/NAMED}}{{#IS_OFF}} <span class="chip">[[off]]</span>{{/IS_OFF}}</p>
{{#DIFFERS}}<ul class="rule-versions__news">{{#ADDED}}<li class="rule-versions__added"><ins>{{>PART}}</ins></li>{{/ADDED}}{{#REMOVED}}<li class="rule-versions__removed"><del>{{>PART}}</del></li>{{/REMOVED}}</ul>{{/DIFFERS}}
{{>SAYS}}</li>
{{/VERSION}}
</ol>
</section>
{{/VERSIONS}}
{{#END}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Clone or delete]]</h2>
<div class="form__end">
<form method="post" action="/rules/{{OID}}/cloned"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-clone"><button class="button" type="submit" data-once>[[Clone it]]</button></form>
<form method="post" action="/rules/{{OID}}/deleted"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-delete"><button class="button button--danger" type="submit" data-once>[[Delete this rule]]</button></form>
</div>
<p class="muted">[[A clone stands right behind it, switched off. What is deleted can be brought back.]]</p>
</section>
{{/END}}
</div>
</div>
