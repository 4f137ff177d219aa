{{%AUTOESCAPE context="HTML"}}
{{!
  A new SLA level. Layout: AT_LEVELS.

  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    FORM          levels/form.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/levels">[[SLA levels]]</a></li><li aria-current="page">[[Create level]]</li></ol></nav>
<header class="page-head"><h1>[[Create level]]</h1></header>
{{>ERRORS}}
{{>FORM}}
</div>
</div>
