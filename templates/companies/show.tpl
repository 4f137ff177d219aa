{{%AUTOESCAPE context="HTML"}}
{{!
  A company. Layout: AT_COMPANIES with ABOUT.

  Variables
    OID, WHAT     its name as it is stored
    Q             who is looked for
  Sections
    ABOUT_IT      a note: TEXT
    IN_GROUPS     includes OWN_GROUP (parts/tag.tpl), many
    MAY_ADD       the viewer keeps customers
    PEOPLE        its customers: PERSON many: PERSON_OID, PERSON_NAME, EMAIL,
                  INITIALS; SPEAKS, DISABLED (sections)
    NOBODY, NO_MATCH   nobody is shown
    CHANGED       somebody else changed it meanwhile
    FORM          the viewer keeps companies: NAME, NOTE, as stored or typed;
                  NAME_MAX, NOTE_MAX, SEEN_VERSION
    NAME_ERROR, NOTE_ERROR, NAME_NOW, NOTE_NOW: TEXT each
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PAGER         parts/pager.tpl
    CUSTOM_CARD   parts/custom_card.tpl, if there are custom fields
    GROUPS        parts/group_choice.tpl, where the viewer keeps companies
  Posts to /companies/OID: name, note, seen
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/companies">[[Companies]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1>
<div class="page-head__ways"><a class="button" href="/companies/{{OID}}/tickets"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#list"></use></svg>[[Tickets]]</a>{{#MAY_ADD}}<a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a><a class="button button--main" href="/customers/new?company={{OID:u}}"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add a customer]]</a>{{/MAY_ADD}}</div>
</header>
{{#IN_GROUPS}}<p class="tags"><span class="muted">[[Groups:]]</span> {{>OWN_GROUP}}</p>{{/IN_GROUPS}}
{{#ABOUT_IT}}<p class="notice" dir="auto">{{TEXT}}</p>{{/ABOUT_IT}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<section class="section" aria-labelledby="people">
<h2 id="people">[[Customers]]</h2>
<form class="finder" method="get" action="/companies/{{OID}}" role="search">
<label class="hidden" for="q">[[Name or address]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Name or address]]">
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
{{#PEOPLE}}
<table class="table table--cards">
<caption class="hidden">[[Customers]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Speaks for it]]</th></tr></thead>
<tbody>
{{#PERSON}}<tr class="{{#DISABLED}}table__off{{/DISABLED}}"><th class="table__main" scope="row" data-label="[[Name]]"><span class="who"><span class="avatar" aria-hidden="true">{{INITIALS}}</span><a class="who__name" dir="auto" href="/customers/{{PERSON_OID}}">{{PERSON_NAME}}</a><span class="who__more">{{EMAIL}}{{#DISABLED}} · [[disabled]]{{/DISABLED}}</span></span></th><td data-label="[[Speaks for it]]">{{#SPEAKS}}[[yes]]{{/SPEAKS}}</td></tr>
{{/PERSON}}
</tbody>
</table>
{{>PAGER}}
{{/PEOPLE}}
{{#NOBODY}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h3>[[Nobody belongs to it yet]]</h3><p>[[Its customers would stand here. Say on a customer’s page that they do.]]</p></div>{{/NOBODY}}
{{#NO_MATCH}}<p class="muted">[[Nobody fits. Try fewer letters.]]</p>{{/NO_MATCH}}
</section>
{{#FORM}}
<section class="section" aria-labelledby="change">
<h2 id="change">[[Change]]</h2>
<form class="form card" method="post" action="/companies/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-company">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="note">[[Note]]</label>
<p class="field__hint" id="note-hint">[[Staff alone read it.]]</p>
{{#NOTE_ERROR}}<p class="field__error" id="note-error">{{TEXT}}</p>{{/NOTE_ERROR}}
{{#NOTE_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NOTE_NOW}}
<textarea class="input" dir="auto" id="note" name="note" rows="3" maxlength="{{NOTE_MAX}}" aria-describedby="note-hint{{#NOTE_ERROR}} note-error{{/NOTE_ERROR}}"{{#NOTE_ERROR}} aria-invalid="true"{{/NOTE_ERROR}}>
{{NOTE:pre_escape}}</textarea>
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
</section>
{{/FORM}}
{{>GROUPS}}
{{>CUSTOM_CARD}}
</div>
</div>
