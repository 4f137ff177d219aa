{{%AUTOESCAPE context="HTML"}}
{{!
  Invite a member of staff. Layout: AT_PEOPLE.

  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    FIELDS        people/fields.tpl
  Posts: name, email, zone, role_..., department (many), csrf, once
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/people">[[People]]</a></li><li aria-current="page">[[Invite somebody]]</li></ol></nav>
<header class="page-head"><h1>[[Invite somebody]]</h1></header>
<p class="lead">[[You get a link to pass on. By it they set their password; nobody else needs to know it.]]</p>
{{>ERRORS}}
<form class="form card" method="post" action="/people" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-invite">
{{>FIELDS}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Make the link]]</button><a class="button button--quiet" href="/people">[[Cancel]]</a></div>
</form>
</div>
</div>
