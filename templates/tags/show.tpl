{{%AUTOESCAPE context="HTML"}}
{{!
  A tag. Layout: AT_TAGS with ABOUT.

  Variables
    OID, WHAT     its name as it is stored
    NAME, INTO    of the forms, as stored or as typed
    NAME_MAX "50";  SEEN_VERSION;  TICKETS "30" that have it
  Sections
    CHANGED       somebody else changed it meanwhile;  NAME_NOW: TEXT
    NAME_ERROR, INTO_ERROR: TEXT each
    CHECKED       customers see it
    one of IN_USE, ARCHIVED, MERGED (INTO_NAME, INTO_OID; LEFT: N tickets that
      have it still)
    MAY_MERGE     it can become another one
    MAY_DELETE    no ticket has or had it
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when a form comes back
    PILL          parts/tag.tpl, as it looks
    PALETTE       parts/palette.tpl
  Posts
    /tags/OID: name, colour, public, seen       /tags/OID/merged: into, a name
    /tags/OID/archived, revived, deleted
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/tags">[[Tags]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1><a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a></header>
<p class="lead"><span class="tags">{{>PILL}}</span> [[Tickets that have it: {{TICKETS}}.]]</p>
{{#MERGED}}<div class="notice"><p>[[This tag became]] <a dir="auto" href="/tags/{{INTO_OID}}">{{INTO_NAME}}</a>. [[Who types its name gets that one.]]</p>{{#LEFT}}<p>[[Tickets that have it still: {{N}}.]]</p><form method="post" action="/tags/{{OID}}/merged"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-merge"><input type="hidden" name="into" value="{{INTO_NAME}}"><button class="button button--main" type="submit" data-once>[[Go on]]</button></form>{{/LEFT}}</div>{{/MERGED}}
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[Archived: it stays on its tickets and cannot be put on others.]]</p><form method="post" action="/tags/{{OID}}/revived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-revive"><button class="button" type="submit" data-once>[[Bring it back]]</button></form></div>{{/ARCHIVED}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<section class="section" aria-labelledby="change">
<h2 id="change">[[Name and looks]]</h2>
<form class="form card" method="post" action="/tags/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-tag">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
<p class="field__hint" id="name-hint">[[On all its tickets at once, and in their timelines.]]</p>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off" aria-describedby="name-hint{{#NAME_ERROR}} name-error{{/NAME_ERROR}}"{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}>
</div>
{{>PALETTE}}
<label class="pick"><input type="checkbox" name="public" value="1"{{#CHECKED}} checked{{/CHECKED}}>[[Customers see it on their tickets]]</label>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
</section>
{{#MAY_MERGE}}
<section class="section" aria-labelledby="merge">
<h2 id="merge">[[Merge into another tag]]</h2>
<form class="form card" method="post" action="/tags/{{OID}}/merged">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-merge">
<div class="field">
<label class="field__label" for="into">[[The tag that stays]]</label>
<p class="field__hint" id="into-hint">[[Every ticket that has this one gets that one instead. This cannot be taken back.]]</p>
{{#INTO_ERROR}}<p class="field__error" id="into-error">{{TEXT}}</p>{{/INTO_ERROR}}
<input class="input" type="text" dir="auto" id="into" name="into" value="{{INTO}}" required maxlength="{{NAME_MAX}}" autocomplete="off" aria-describedby="into-hint{{#INTO_ERROR}} into-error{{/INTO_ERROR}}"{{#INTO_ERROR}} aria-invalid="true"{{/INTO_ERROR}}>
</div>
<div class="form__end"><button class="button button--danger" type="submit" data-once>[[Merge]]</button></div>
</form>
</section>
{{/MAY_MERGE}}
{{#IN_USE}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p class="lead">[[It stays on its tickets and is no longer to choose.]]</p>
<form method="post" action="/tags/{{OID}}/archived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-archive"><button class="button" type="submit" data-once>[[Archive it]]</button></form>
</section>
{{/IN_USE}}
{{#MAY_DELETE}}
<section class="section" aria-labelledby="delete">
<h2 id="delete">[[Delete]]</h2>
<p class="lead">[[No ticket has it or ever had it.]]</p>
<form method="post" action="/tags/{{OID}}/deleted"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-delete"><button class="button button--danger" type="submit" data-once>[[Delete it]]</button></form>
</section>
{{/MAY_DELETE}}
</div>
</div>
