{{%AUTOESCAPE context="HTML"}}
{{!
  A group of customers. Layout: AT_GROUPS with ABOUT.

  Variables
    OID, WHAT     its name as it is stored
    NAME          as stored or as typed;  NAME_MAX "100";  SEEN_VERSION
    PEOPLE "30", COMPANIES "2"   that are in it by themselves
  Sections
    CHANGED       somebody else changed it meanwhile;  NAME_NOW: TEXT
    NAME_ERROR: TEXT
    one of IN_USE, ARCHIVED
    MEMBERS       MEMBER many, COMPANY or PERSON: MEMBER_OID, MEMBER_NAME;
                  MORE: there are others
    NOBODY        is in it: it can be deleted
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PILL          parts/tag.tpl, as it looks
    PALETTE       parts/palette.tpl
  Posts
    /groups/OID: name, colour, seen
    /groups/OID/archived, revived, deleted
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/groups">[[Groups]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1><a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a></header>
<p class="lead"><span class="tags">{{>PILL}}</span> [[Customers in it: {{PEOPLE}}, companies: {{COMPANIES}}.]]</p>
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[Archived: who is in it stays, nobody new gets in, and rules do not ask about it.]]</p><form method="post" action="/groups/{{OID}}/revived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-revive"><button class="button" type="submit" data-once>[[Bring it back]]</button></form></div>{{/ARCHIVED}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<section class="section" aria-labelledby="members">
<h2 id="members">[[Who is in it]]</h2>
{{#MEMBERS}}
<ul class="confirm__list">
{{#MEMBER}}{{#COMPANY}}<li><a dir="auto" href="/companies/{{MEMBER_OID}}">{{MEMBER_NAME}}</a> <span class="muted">[[company]]</span></li>{{/COMPANY}}{{#PERSON}}<li><a dir="auto" href="/customers/{{MEMBER_OID}}">{{MEMBER_NAME}}</a></li>{{/PERSON}}
{{/MEMBER}}
</ul>
{{#MORE}}<p class="muted">[[These are the first of them, by name.]]</p>{{/MORE}}
{{/MEMBERS}}
{{#NOBODY}}<p class="muted">[[Nobody yet. Customers and companies are put into it on their pages.]]</p>{{/NOBODY}}
</section>
<section class="section" aria-labelledby="change">
<h2 id="change">[[Name and looks]]</h2>
<form class="form card" method="post" action="/groups/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-group">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
{{>PALETTE}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
</section>
{{#IN_USE}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p class="lead">[[Who is in it stays. Nobody new gets in, and rules do not ask about it any more.]]</p>
<form method="post" action="/groups/{{OID}}/archived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-archive"><button class="button" type="submit" data-once>[[Archive it]]</button></form>
</section>
{{/IN_USE}}
{{#NOBODY}}
<section class="section" aria-labelledby="delete">
<h2 id="delete">[[Delete]]</h2>
<p class="lead">[[Nobody is in it.]]</p>
<form method="post" action="/groups/{{OID}}/deleted"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-delete"><button class="button button--danger" type="submit" data-once>[[Delete it]]</button></form>
</section>
{{/NOBODY}}
</div>
</div>
