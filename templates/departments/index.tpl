{{%AUTOESCAPE context="HTML"}}
{{!
  Departments. Layout: AT_DEPARTMENTS.

  Sections
    GOING         shown are those at work (else the archived ones: GONE)
    GONE          the opposite of GOING
    LIST          there are some:
      DEPARTMENT  many: OID, NAME, MEMBERS "12", OPEN "30" open tickets; one of
                  FOR_ALL (customers may choose it), FOR_STAFF
    NONE, NONE_ARCHIVED   there are none
  Of the form for a new one
    TYPED         its name;  NAME_MAX "100";  CHECKED (section): for all
    NAME_ERROR    TEXT, when it comes back
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
  Posts: name, open, csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Departments]]</h1></header>
<p class="lead">[[Each ticket is in one. Agents see the tickets of theirs.]]</p>
<ul class="chips" aria-label="[[Which departments]]">
<li><a class="chips__link" href="/departments"{{#GOING}} aria-current="true"{{/GOING}}>[[At work]]</a></li>
<li><a class="chips__link" href="/departments?archived=1"{{#GONE}} aria-current="true"{{/GONE}}>[[Archived]]</a></li>
</ul>
{{>ERRORS}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Departments]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Who may choose it]]</th><th class="table__number" scope="col">[[Members]]</th><th class="table__number" scope="col">[[Open tickets]]</th></tr></thead>
<tbody>
{{#DEPARTMENT}}
<tr><th class="table__main" scope="row" data-label="[[Name]]"><a dir="auto" href="/departments/{{OID}}">{{NAME}}</a></th><td data-label="[[Who may choose it]]">{{#FOR_ALL}}[[customers and staff]]{{/FOR_ALL}}{{#FOR_STAFF}}[[staff only]]{{/FOR_STAFF}}</td><td class="table__number" data-label="[[Members]]">{{MEMBERS}}</td><td class="table__number" data-label="[[Open tickets]]">{{OPEN}}</td></tr>
{{/DEPARTMENT}}
</tbody>
</table>
{{/LIST}}
{{#NONE}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No department yet]]</h2><p>[[Add the first one below: nobody can open a ticket without it.]]</p></div>{{/NONE}}
{{#NONE_ARCHIVED}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h2>[[No department is archived]]</h2><p>[[One whose time is over stands here with its tickets, and can come back.]]</p></div>{{/NONE_ARCHIVED}}
<section class="section" aria-labelledby="add">
<h2 id="add">[[Add a department]]</h2>
<form class="form card" method="post" action="/departments" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-department">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{TYPED}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<label class="pick"><input type="checkbox" name="open" value="1"{{#CHECKED}} checked{{/CHECKED}}>[[Customers may choose it]]</label>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
</div>
</div>
