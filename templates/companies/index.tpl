{{%AUTOESCAPE context="HTML"}}
{{!
  Companies. Layout: AT_COMPANIES.

  Variable
    Q             what is looked for
  Sections
    LIST          there are some: COMPANY many: OID, NAME, PEOPLE "30"
    EMPTY         there are none; one of NO_MATCH, NONE
    MAY_ADD       the viewer keeps companies: TYPED, NOTE, as typed; NAME_MAX,
                  NOTE_MAX
    NAME_ERROR, NOTE_ERROR: TEXT, when the form comes back
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PAGER         parts/pager.tpl
  Posts: name, note, csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Companies]]</h1></header>
<p class="lead">[[Customers of one company stand together here. Who speaks for it sees all its tickets.]]</p>
<form class="finder" method="get" action="/companies" role="search">
<label class="hidden" for="q">[[Part of a name]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Part of a name]]">
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
{{>ERRORS}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Companies]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th class="table__number" scope="col">[[Customers]]</th></tr></thead>
<tbody>
{{#COMPANY}}<tr><th class="table__main" scope="row" data-label="[[Name]]"><a dir="auto" href="/companies/{{OID}}">{{NAME}}</a></th><td class="table__number" data-label="[[Customers]]">{{PEOPLE}}</td></tr>
{{/COMPANY}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#NO_MATCH}}<h2>[[No company fits]]</h2><p>[[Try fewer letters.]]</p>{{/NO_MATCH}}
{{#NONE}}<h2>[[No company yet]]</h2><p>[[Add one, then say on a customer’s page that they belong to it.]]</p>{{/NONE}}
</div>
{{/EMPTY}}
{{#MAY_ADD}}
<section class="section" aria-labelledby="add">
<h2 id="add">[[Add a company]]</h2>
<form class="form card" method="post" action="/companies" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-company">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{TYPED}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="note">[[Note]]</label>
<p class="field__hint" id="note-hint">[[Staff alone read it.]]</p>
{{#NOTE_ERROR}}<p class="field__error" id="note-error">{{TEXT}}</p>{{/NOTE_ERROR}}
<textarea class="input" dir="auto" id="note" name="note" rows="3" maxlength="{{NOTE_MAX}}" aria-describedby="note-hint{{#NOTE_ERROR}} note-error{{/NOTE_ERROR}}"{{#NOTE_ERROR}} aria-invalid="true"{{/NOTE_ERROR}}>
{{NOTE:pre_escape}}</textarea>
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
{{/MAY_ADD}}
</div>
</div>
