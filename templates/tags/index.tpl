{{%AUTOESCAPE context="HTML"}}
{{!
  Tags. Layout: AT_TAGS.

  Variable
    Q             what is looked for
  Sections
    GOING         shown are those to choose (else the archived ones: GONE)
    GONE          the opposite of GOING
    LIST          there are some:
      TAG         many: TICKETS "30"; MERGED (section); one of FOR_ALL,
                  FOR_STAFF (who sees it); includes PILL, parts/tag.tpl, with
                  its LINK
    EMPTY         there are none; one of NO_MATCH, NONE_ARCHIVED, NONE
  Of the form for a new one
    TYPED         its name;  NAME_MAX "50";  NAME_ERROR: TEXT
    CHECKED       customers are to see it (section)
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    PAGER         parts/pager.tpl
    PALETTE       parts/palette.tpl
  Posts: name, colour, public, csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Tags]]</h1></header>
<p class="lead">[[Words that tickets carry. Agents put them on and make new ones as they go; here they are kept in order.]]</p>
<form class="finder" method="get" action="/tags" role="search">
{{#GONE}}<input type="hidden" name="archived" value="1">{{/GONE}}
<label class="hidden" for="q">[[Part of a name]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Part of a name]]">
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
<ul class="chips" aria-label="[[Which tags]]">
<li><a class="chips__link" href="/tags"{{#GOING}} aria-current="true"{{/GOING}}>[[To choose]]</a></li>
<li><a class="chips__link" href="/tags?archived=1"{{#GONE}} aria-current="true"{{/GONE}}>[[Archived]]</a></li>
</ul>
{{>ERRORS}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Tags]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Who sees it]]</th><th class="table__number" scope="col">[[Tickets]]</th></tr></thead>
<tbody>
{{#TAG}}<tr><th class="table__main" scope="row" data-label="[[Name]]">{{>PILL}}{{#MERGED}} <span class="muted">[[merged]]</span>{{/MERGED}}</th><td data-label="[[Who sees it]]">{{#FOR_ALL}}[[Customers too]]{{/FOR_ALL}}{{#FOR_STAFF}}<span class="muted">[[Staff]]</span>{{/FOR_STAFF}}</td><td class="table__number" data-label="[[Tickets]]">{{TICKETS}}</td></tr>
{{/TAG}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#NO_MATCH}}<h2>[[No tag fits]]</h2><p>[[Try fewer letters, or look among the others.]]</p>{{/NO_MATCH}}
{{#NONE_ARCHIVED}}<h2>[[No tag is archived]]</h2><p>[[One that is no longer to be chosen stands here, and on the tickets that have it.]]</p>{{/NONE_ARCHIVED}}
{{#NONE}}<h2>[[No tag yet]]</h2><p>[[Add one below, or type one on a ticket.]]</p>{{/NONE}}
</div>
{{/EMPTY}}
<section class="section" aria-labelledby="add">
<h2 id="add">[[Add a tag]]</h2>
<form class="form card" method="post" action="/tags" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-tag">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{TYPED}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
{{>PALETTE}}
<label class="pick"><input type="checkbox" name="public" value="1"{{#CHECKED}} checked{{/CHECKED}}>[[Customers see it on their tickets]]</label>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add it]]</button></div>
</form>
</section>
</div>
</div>
