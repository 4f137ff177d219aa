{{%AUTOESCAPE context="HTML"}}
{{!
  One change of a setting, whole. Layout: AT_AUDIT with ABOUT.

  Variable
    WHAT          the name of the thing
  Includes
    ADMIN         parts/admin.tpl
    ENTRY         audit/entry.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/audit">[[Audit log]]</a></li><li aria-current="page" dir="auto">{{WHAT}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHAT}}</h1></header>
{{>ENTRY}}
</div>
</div>
