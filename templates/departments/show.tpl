{{%AUTOESCAPE context="HTML"}}
{{!
  A department. Layout: AT_DEPARTMENTS with ABOUT.

  Variables
    OID, WHAT     its name as it is stored
    NAME          as stored or as typed;  NAME_MAX "100";  SEEN_VERSION
  Sections
    FOR_ALL       customers may choose it;  OPEN_ERROR: TEXT
    CHANGED       somebody else changed it meanwhile;  NAME_NOW: TEXT
    NAME_ERROR    TEXT
    MEMBERS_ERROR TEXT, who cannot be in it
    PEOPLE        people to tick: DEPARTMENT (its oid);
      PERSON      many: OID, PERSON_NAME, EMAIL, INITIALS, CHECKED (a member)
    FINDER        it takes new ones: Q, who is looked for; in it INSIDE (members
                  alone are shown) or EVERYBODY (of staff)
    NO_MEMBERS, NO_MATCH   nobody is shown
    ARCHIVED      it is archived; AGAIN (N): tickets of it are open again
    MAY_END       it can be archived
    TIED          it cannot: TIED_TICKETS (N), TIED_RULES (N), TIED_LAST
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PAGER         parts/pager.tpl
  Posts
    /departments/OID: name, open, seen
    /departments/OID/members: shown (opaque ids with blanks between), member
      (many)
    /departments/OID/archived, /departments/OID/revived
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/departments">[[Departments]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1><a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a></header>
{{#ARCHIVED}}<div class="notice notice--warn"><p>[[Archived: it keeps its tickets and members and gets no new ones.]]{{#AGAIN}} [[Open again in it: {{N}}. Its members work on these; you can also transfer them.]]{{/AGAIN}}</p><form method="post" action="/departments/{{OID}}/revived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-revive"><button class="button" type="submit" data-once>[[Bring it back]]</button></form></div>{{/ARCHIVED}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<form class="form card" method="post" action="/departments/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-department">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
<p class="field__hint" id="name-hint">[[A new name stands everywhere at once, but for the SLA log: it goes on saying what the department was called when a promise last changed.]]</p>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off" aria-describedby="name-hint{{#NAME_ERROR}} name-error{{/NAME_ERROR}}"{{#NAME_ERROR}} aria-invalid="true"{{/NAME_ERROR}}>
</div>
{{#OPEN_ERROR}}<p class="field__error" id="open-error">{{TEXT}}</p>{{/OPEN_ERROR}}
<label class="pick"><input type="checkbox" id="open" name="open" value="1"{{#FOR_ALL}} checked{{/FOR_ALL}}{{#OPEN_ERROR}} aria-invalid="true" aria-describedby="open-error"{{/OPEN_ERROR}}>[[Customers may choose it]]</label>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
<section class="section" aria-labelledby="members">
<h2 id="members">[[Members]]</h2>
{{#MEMBERS_ERROR}}<p class="field__error" id="members-error">{{TEXT}}</p>{{/MEMBERS_ERROR}}
{{#FINDER}}
<form class="finder" method="get" action="/departments/{{OID}}" role="search">
<label class="hidden" for="q">[[Name or address]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Look for somebody to add]]">
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
<ul class="chips" aria-label="[[Which people]]">
<li><a class="chips__link" href="/departments/{{OID}}"{{#INSIDE}} aria-current="true"{{/INSIDE}}>[[Members]]</a></li>
<li><a class="chips__link" href="/departments/{{OID}}?everybody=1"{{#EVERYBODY}} aria-current="true"{{/EVERYBODY}}>[[Everybody who works here]]</a></li>
</ul>
{{/FINDER}}
{{#PEOPLE}}
<form class="form card" method="post" action="/departments/{{DEPARTMENT}}/members">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-members">
<input type="hidden" name="shown" value="{{#PERSON}}{{OID}} {{/PERSON}}">
<fieldset class="field">
<legend class="field__label">[[Who works in it]]</legend>
{{#PERSON}}<label class="pick"><input type="checkbox" name="member" value="{{OID}}"{{#CHECKED}} checked{{/CHECKED}}><span class="who"><span class="avatar" aria-hidden="true">{{INITIALS}}</span><span class="who__name" dir="auto">{{PERSON_NAME}}</span><span class="who__more">{{EMAIL}}</span></span></label>
{{/PERSON}}
</fieldset>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save members]]</button></div>
</form>
{{/PEOPLE}}
{{#NO_MEMBERS}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h3>[[Nobody works in it yet]]</h3><p>[[Until somebody does, only admins and owners see its tickets.]]</p></div>{{/NO_MEMBERS}}
{{#NO_MATCH}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h3>[[Nobody fits]]</h3><p>[[Try fewer letters. Who is not there yet can be invited.]]</p><p><a class="button" href="/people/new">[[Invite somebody]]</a></p></div>{{/NO_MATCH}}
{{>PAGER}}
</section>
{{#MAY_END}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p class="lead">[[It keeps its tickets and gets no new ones. You can bring it back.]]</p>
<form method="post" action="/departments/{{OID}}/archived"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-archive"><button class="button button--danger" type="submit" data-once>[[Archive {{WHAT}}]]</button></form>
</section>
{{/MAY_END}}
{{#TIED}}
<section class="section" aria-labelledby="end">
<h2 id="end">[[Archive]]</h2>
<p>[[It cannot be archived yet:]]</p>
<ul class="confirm__list">
{{#TIED_TICKETS}}<li>[[Open tickets in it: {{N}}. Transfer or resolve them first.]]</li>{{/TIED_TICKETS}}
{{#TIED_RULES}}<li>[[SLA rules that look at it: {{N}}. They would promise nothing any more.]]</li>{{/TIED_RULES}}
{{#TIED_LAST}}<li>[[Customers could choose no other department. Let them choose another one first.]]</li>{{/TIED_LAST}}
</ul>
</section>
{{/TIED}}
</div>
</div>
