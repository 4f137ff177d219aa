{{%AUTOESCAPE context="HTML"}}
{{!
  Groups of customers. Layout: AT_GROUPS.

  Sections
    GOING         shown are those to choose (else the archived ones: GONE)
    GONE          the opposite of GOING
    LIST          there are some:
      GROUP       many: PEOPLE "30", COMPANIES "2"; includes PILL,
                  parts/tag.tpl, with its LINK
    NONE, NONE_ARCHIVED   there are none
  Of the form for a new one
    TYPED         its name;  NAME_MAX "100";  NAME_ERROR: TEXT
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PALETTE       parts/palette.tpl
  Posts: name, colour, csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Groups]]</h1></header>
<p class="lead">[[Customers who have something in common: a contract, a trial, a country. Who asks for a company in a group is in it, too.]]</p>
<ul class="chips" aria-label="[[Which groups]]">
<li><a class="chips__link" href="/groups"{{#GOING}} aria-current="true"{{/GOING}}>[[To choose]]</a></li>
<li><a class="chips__link" href="/groups?archived=1"{{#GONE}} aria-current="true"{{/GONE}}>[[Archived]]</a></li>
</ul>
{{>ERRORS}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Groups]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th class="table__number" scope="col">[[Customers]]</th><th class="table__number" scope="col">[[Companies]]</th></tr></thead>
<tbody>
{{#GROUP}}<tr><th class="table__main" scope="row" data-label="[[Name]]">{{>PILL}}</th><td class="table__number" data-label="[[Customers]]">{{PEOPLE}}</td><td class="table__number" data-label="[[Companies]]">{{COMPANIES}}</td></tr>
{{/GROUP}}
</tbody>
</table>
{{/LIST}}
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No group yet]]</h2><p>[[Add one below, then put customers and companies into it on their pages.]]</p></div>{{/NONE}}
{{#NONE_ARCHIVED}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No group is archived]]</h2><p>[[One that takes nobody new stands here.]]</p></div>{{/NONE_ARCHIVED}}
<section class="section" aria-labelledby="add">
<h2 id="add">[[Add a group]]</h2>
<form class="form card" method="post" action="/groups" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-group">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{TYPED}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
{{>PALETTE}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
</div>
</div>
