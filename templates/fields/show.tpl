{{%AUTOESCAPE context="HTML"}}
{{!
  A custom field. Layout: AT_FIELDS with ABOUT.

  Variables
    OID, WHAT     its name as it is stored
    NAME          of the form, as stored or as typed
    CHOICE        of the form for a new choice, as typed
    NAME_MAX "100";  SEEN_VERSION
  Sections
    one of IS_TEXT IS_NUMBER IS_DATE IS_CHOICE IS_MANY IS_FLAG
    one of OF_TICKETS OF_CUSTOMERS OF_COMPANIES
    SHOWN, REQUIRED   ticked
    CHANGED       somebody else changed it meanwhile;  NAME_NOW: TEXT
    NAME_ERROR, SHOWN_ERROR, REQUIRED_ERROR, CHOICE_ERROR: TEXT each
    IN_USE, ARCHIVED  one of
    CHOICES       it has choices; one of
      SOME: PICK many: CHOICE_OID, CHOICE_NAME; OLD (section), archived; else
        FIRST, LAST (there it ends), UP_FOCUS, DOWN_FOCUS (just moved so)
      EMPTY
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when a form comes back
  Posts
    /fields/OID: name, shown, required, seen
    /fields/OID/archived, revived
    /fields/OID/choices: choice, a name
    /fields/OID/choice: choice (opaque id), deed = rename, up, down, archive,
      revive; name of rename
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/fields">[[Fields]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1><a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a></header>
<p class="lead">{{#OF_TICKETS}}[[Of tickets.]]{{/OF_TICKETS}}{{#OF_CUSTOMERS}}[[Of customers.]]{{/OF_CUSTOMERS}}{{#OF_COMPANIES}}[[Of companies.]]{{/OF_COMPANIES}} {{#IS_TEXT}}[[It holds a text of one line.]]{{/IS_TEXT}}{{#IS_NUMBER}}[[It holds a number with up to four decimals.]]{{/IS_NUMBER}}{{#IS_DATE}}[[It holds a date.]]{{/IS_DATE}}{{#IS_CHOICE}}[[It holds one choice.]]{{/IS_CHOICE}}{{#IS_MANY}}[[It holds several choices.]]{{/IS_MANY}}{{#IS_FLAG}}[[It holds yes or no.]]{{/IS_FLAG}}</p>
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[Archived: what was filled in stays, and nobody is asked for it any more.]]</p><form method="post" action="/fields/{{OID}}/revived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-revive"><button class="button" type="submit" data-once>[[Bring it back]]</button></form></div>{{/ARCHIVED}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<form class="form card" method="post" action="/fields/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-field">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
<p class="field__hint" id="name-hint">[[A new name stands everywhere at once, but for timelines: they go on saying what it was called then.]]</p>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off" aria-describedby="name-hint{{#NAME_ERROR}} name-error{{/NAME_ERROR}}"{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}>
</div>
{{#OF_TICKETS}}
<fieldset class="field">
<legend class="field__label">[[Customers, when they open a ticket]]</legend>
{{#SHOWN_ERROR}}<p class="field__error" id="shown-error">{{TEXT}}</p>{{/SHOWN_ERROR}}
<label class="pick"><input type="checkbox" id="shown" name="shown" value="1"{{#SHOWN}} checked{{/SHOWN}}{{#SHOWN_ERROR}} aria-invalid="true" aria-describedby="shown-error"{{/SHOWN_ERROR}}>[[They see it and may fill it in]]</label>
{{#REQUIRED_ERROR}}<p class="field__error" id="required-error">{{TEXT}}</p>{{/REQUIRED_ERROR}}
<label class="pick"><input type="checkbox" id="required" name="required" value="1"{{#REQUIRED}} checked{{/REQUIRED}}{{#REQUIRED_ERROR}} aria-invalid="true" aria-describedby="required-error"{{/REQUIRED_ERROR}}>[[They must fill it in]]</label>
</fieldset>
{{/OF_TICKETS}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
{{#CHOICES}}
<section class="section" aria-labelledby="choices">
<h2 id="choices">[[Choices]]</h2>
{{#SOME}}
<ul class="order-list">
{{#PICK}}
<li class="order-list__row">
<form class="order-list__name" method="post" action="/fields/{{OID}}/choice"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{CHOICE_OID}}-n"><input type="hidden" name="choice" value="{{CHOICE_OID}}"><label class="hidden" for="pick-{{CHOICE_OID}}">[[Name of {{CHOICE_NAME}}]]</label><input class="input" type="text" dir="auto" id="pick-{{CHOICE_OID}}" name="name" value="{{CHOICE_NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"><button class="button button--small" type="submit" name="deed" value="rename" data-once aria-label="[[Rename {{CHOICE_NAME}}]]">[[Rename]]</button></form>
<form class="order" method="post" action="/fields/{{OID}}/choice"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{CHOICE_OID}}"><input type="hidden" name="choice" value="{{CHOICE_OID}}">{{#OLD}}<span class="muted">[[archived]]</span> <button class="button button--small" type="submit" name="deed" value="revive" aria-label="[[Bring back {{CHOICE_NAME}}]]">[[Bring back]]</button>{{/OLD}}{{#CURRENT}}<button class="button button--small" type="submit" name="deed" value="up" aria-label="[[Move {{CHOICE_NAME}} up]]"{{#FIRST}} disabled{{/FIRST}}{{#UP_FOCUS}} autofocus{{/UP_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#up"></use></svg></button><button class="button button--small" type="submit" name="deed" value="down" aria-label="[[Move {{CHOICE_NAME}} down]]"{{#LAST}} disabled{{/LAST}}{{#DOWN_FOCUS}} autofocus{{/DOWN_FOCUS}}><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></button><button class="button button--small" type="submit" name="deed" value="archive" aria-label="[[Archive {{CHOICE_NAME}}]]">[[Archive]]</button>{{/CURRENT}}</form>
</li>
{{/PICK}}
</ul>
{{/SOME}}
{{#EMPTY}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h3>[[No choice yet]]</h3><p>[[Add the first one below: without any, nothing can be filled in.]]</p></div>{{/EMPTY}}
<form class="form card" method="post" action="/fields/{{OID}}/choices">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-choice">
<div class="field">
<label class="field__label" for="choice">[[A new choice]]</label>
{{#CHOICE_ERROR}}<p class="field__error" id="choice-error">{{TEXT}}</p>{{/CHOICE_ERROR}}
<input class="input" type="text" dir="auto" id="choice" name="choice" value="{{CHOICE}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#ADD_FOCUS}} autofocus{{/ADD_FOCUS}}{{#CHOICE_ERROR}} aria-invalid="true" aria-describedby="choice-error"{{/CHOICE_ERROR}}>
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
{{/CHOICES}}
{{#IN_USE}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p class="lead">[[What was filled in stays; nobody is asked for it any more. You can bring it back.]]</p>
<form method="post" action="/fields/{{OID}}/archived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-archive"><button class="button button--danger" type="submit" data-once>[[Archive {{WHAT}}]]</button></form>
</section>
{{/IN_USE}}
</div>
</div>
