{{%AUTOESCAPE context="HTML"}}
{{!
  A one-time link, shown this once. Layout: AT_PEOPLE or AT_CUSTOMERS.

  Variables
    NAME, EMAIL   whom it is for
    LINK          "https://desk.example/welcome?token=..."
    PAGE_URL      their page: "/people/OID"
  One of
    STAFF CUSTOMER
  Include
    ADMIN         parts/admin.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li>{{#STAFF}}<a href="/people">[[People]]</a>{{/STAFF}}{{#CUSTOMER}}<a href="/customers">[[Customers]]</a>{{/CUSTOMER}}</li><li><a dir="auto" href="{{PAGE_URL}}">{{NAME}}</a></li><li aria-current="page">[[One-time link]]</li></ol></nav>
<header class="page-head"><h1>[[A link for {{NAME}}]]</h1></header>
<div class="form card">
<div class="field">
<label class="field__label" for="link">[[Pass this on to {{EMAIL}}]]</label>
<div class="copy"><input class="input" type="text" id="link" value="{{LINK}}" readonly spellcheck="false" data-copy-from><button class="button" type="button" data-copy data-word-copied="[[Copied]]">[[Copy]]</button></div>
</div>
<ul class="confirm__list">
<li>[[It is shown only now. If it is lost, make another one.]]</li>
<li>[[It works once, for three days.]]</li>
<li>[[Links they had before do not open any more.]]</li>
</ul>
<div class="form__end"><a class="button button--main" href="{{PAGE_URL}}">[[Done]]</a></div>
</div>
</div>
</div>
