{{%AUTOESCAPE context="HTML"}}
{{!
  A new customer. Layout: AT_CUSTOMERS.

  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    FIELDS        customers/fields.tpl
  Posts: name, email, company, sees, note, csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/customers">[[Customers]]</a></li><li aria-current="page">[[Add a customer]]</li></ol></nav>
<header class="page-head"><h1>[[Add a customer]]</h1></header>
{{>ERRORS}}
<form class="form card" method="post" action="/customers" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-customer">
{{>FIELDS}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Add them]]</button><a class="button button--quiet" href="/customers">[[Cancel]]</a></div>
</form>
</div>
</div>
