{{%AUTOESCAPE context="HTML"}}
{{!
  Customers. Layout: AT_CUSTOMERS.

  Variable
    Q             what is looked for
  Sections
    COMPANIES     companies that begin so: FOUND many: COMPANY_OID, COMPANY_NAME
    LIST          there are some:
      CUSTOMER    many: OID, NAME, INITIALS, EMAIL; DISABLED (section); COMPANY
                  (COMPANY_OID, COMPANY_NAME; SPEAKS: sees all its tickets)
    EMPTY         there are none; one of NO_MATCH, NONE
  Includes
    ADMIN         parts/admin.tpl
    PAGER         parts/pager.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head">
<h1>[[Customers]]</h1>
<div class="page-head__ways"><a class="button button--main" href="/customers/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Add a customer]]</a></div>
</header>
<form class="finder" method="get" action="/customers" role="search">
<label class="hidden" for="q">[[Name, address or company]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Name, address or company]]" aria-describedby="q-hint">
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
<p class="lead" id="q-hint">[[The beginning of any word of a name or an address will do.]]</p>
{{#COMPANIES}}<ul class="chips" aria-label="[[Companies]]">
{{#FOUND}}<li><a class="chips__link" dir="auto" href="/companies/{{COMPANY_OID}}"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#company"></use></svg>{{COMPANY_NAME}}</a></li>
{{/FOUND}}
</ul>{{/COMPANIES}}
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[Customers]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Company]]</th></tr></thead>
<tbody>
{{#CUSTOMER}}<tr class="{{#DISABLED}}table__off{{/DISABLED}}"><th class="table__main" scope="row" data-label="[[Name]]"><span class="who"><span class="avatar" aria-hidden="true">{{INITIALS}}</span><a class="who__name" dir="auto" href="/customers/{{OID}}">{{NAME}}</a><span class="who__more">{{EMAIL}}{{#DISABLED}} · [[disabled]]{{/DISABLED}}</span></span></th><td data-label="[[Company]]">{{#COMPANY}}<a dir="auto" href="/companies/{{COMPANY_OID}}">{{COMPANY_NAME}}</a>{{#SPEAKS}} <span class="muted">[[speaks for it]]</span>{{/SPEAKS}}{{/COMPANY}}</td></tr>
{{/CUSTOMER}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#NO_MATCH}}<h2>[[No customer fits]]</h2><p>[[Try fewer letters, or the address. Who is not there yet can be added.]]</p><p><a class="button" href="/customers/new">[[Add a customer]]</a></p>{{/NO_MATCH}}
{{#NONE}}<h2>[[No customer yet]]</h2><p>[[Who asks for help stands here. Add the first one, or open a ticket for them.]]</p>{{/NONE}}
</div>
{{/EMPTY}}
</div>
</div>
