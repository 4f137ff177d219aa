{{%AUTOESCAPE context="HTML"}}
{{!
  The log of all changes of settings, the newest first. Layout: AT_AUDIT.

  Variables
    WHO           what is typed for who did it
    WORDS         what is looked for
    SINCE_INPUT, UNTIL_INPUT   days, "2026-11-24", or ""
    CSV_URL       the same as CSV
  One of (chosen)
    ANY IS_DESK IS_DEPARTMENT IS_PERSON IS_COMPANY IS_TAG IS_GROUP IS_FIELD
    IS_CALENDAR IS_LEVEL IS_RULE IS_GOLDEN IS_CALLS
  Sections
    ABOUT         of one thing alone: ABOUT_NAME, ABOUT_OID, ALL_URL: of all
    BY            of one person alone: BY_NAME, BY_OID, ALL_URL
    BY_SHELL      of the command line alone: ALL_URL
    ERROR_NOTE    TEXT: a filter that could not be used
    LIST          there are some: ITEM many, each with ENTRY
    EMPTY         there are none; one of NO_MATCH, NONE
  Includes
    ADMIN         parts/admin.tpl
    ENTRY         audit/entry.tpl, of ITEM
    PAGER         parts/pager.tpl, of LIST
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Audit log]]</h1><a class="button" href="{{CSV_URL}}" download><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#download"></use></svg>[[CSV]]</a></header>
<p class="lead">[[Who changed which setting, when, and how it was before. Nothing is ever taken out of it.]]</p>
<form class="filters audit-filters" method="get" action="/audit" role="search" aria-label="[[Filters]]">
{{#ABOUT}}<input type="hidden" name="about" value="{{ABOUT_OID}}">{{/ABOUT}}
{{#BY}}<input type="hidden" name="by" value="{{BY_OID}}">{{/BY}}
{{#BY_SHELL}}<input type="hidden" name="by" value="shell">{{/BY_SHELL}}
<div class="filters__field">
<label for="object">[[What]]</label>
<select class="input" id="object" name="object">
<option value=""{{#ANY}} selected{{/ANY}}>[[All]]</option>
<option value="level"{{#IS_LEVEL}} selected{{/IS_LEVEL}}>[[SLA levels]]</option>
<option value="calendar"{{#IS_CALENDAR}} selected{{/IS_CALENDAR}}>[[Business hours]]</option>
<option value="rule"{{#IS_RULE}} selected{{/IS_RULE}}>[[Rules]]</option>
<option value="golden"{{#IS_GOLDEN}} selected{{/IS_GOLDEN}}>[[Golden tickets]]</option>
<option value="person"{{#IS_PERSON}} selected{{/IS_PERSON}}>[[People]]</option>
<option value="department"{{#IS_DEPARTMENT}} selected{{/IS_DEPARTMENT}}>[[Departments]]</option>
<option value="tag"{{#IS_TAG}} selected{{/IS_TAG}}>[[Tags]]</option>
<option value="group"{{#IS_GROUP}} selected{{/IS_GROUP}}>[[Customer groups]]</option>
<option value="field"{{#IS_FIELD}} selected{{/IS_FIELD}}>[[Custom fields]]</option>
<option value="company"{{#IS_COMPANY}} selected{{/IS_COMPANY}}>[[Companies]]</option>
<option value="calls"{{#IS_CALLS}} selected{{/IS_CALLS}}>[[Calls]]</option>
<option value="desk"{{#IS_DESK}} selected{{/IS_DESK}}>[[The desk]]</option>
</select>
</div>
<div class="filters__field">
<label for="who">[[Who]]</label>
<input class="input" type="text" id="who" name="who" dir="auto" value="{{WHO}}" maxlength="100" autocomplete="off">
</div>
<div class="filters__field"><label for="since">[[Since]]</label><input class="input" type="date" id="since" name="since" value="{{SINCE_INPUT}}"></div>
<div class="filters__field"><label for="until">[[Until]]</label><input class="input" type="date" id="until" name="until" value="{{UNTIL_INPUT}}"></div>
<div class="filters__field">
<label for="words">[[Words in it]]</label>
<input class="input" type="search" id="words" name="words" dir="auto" value="{{WORDS}}" maxlength="100">
</div>
<button class="button" type="submit">[[Show]]</button>
</form>
{{#ABOUT}}<p class="notice">[[Of one thing alone:]] <strong dir="auto">{{ABOUT_NAME}}</strong>. <a href="{{ALL_URL}}">[[Show all]]</a></p>{{/ABOUT}}
{{#BY}}<p class="notice">[[By one person alone:]] <strong dir="auto">{{BY_NAME}}</strong>. <a href="{{ALL_URL}}">[[Show all]]</a></p>{{/BY}}
{{#BY_SHELL}}<p class="notice">[[By the command line alone.]] <a href="{{ALL_URL}}">[[Show all]]</a></p>{{/BY_SHELL}}
{{#ERROR_NOTE}}<p class="notice notice--bad" role="alert">{{TEXT}}</p>{{/ERROR_NOTE}}
{{#LIST}}
<ol class="audit">
{{#ITEM}}<li>{{>ENTRY}}</li>
{{/ITEM}}
</ol>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#NO_MATCH}}<h2>[[No change fits]]</h2><p>[[Try fewer words, or a longer time.]]</p>{{/NO_MATCH}}
{{#NONE}}<h2>[[Nothing was changed yet]]</h2><p>[[From now on every change of a setting stands here.]]</p>{{/NONE}}
</div>
{{/EMPTY}}
</div>
</div>
