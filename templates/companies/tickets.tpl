{{%AUTOESCAPE context="HTML"}}
{{!
  A company's tickets, as the viewer may see them. Layout: AT_COMPANIES with
  ABOUT.

  Variables
    OID, WHAT
  Includes
    ADMIN         parts/admin.tpl
    TICKETS       parts/about.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/companies">[[Companies]]</a></li><li><a dir="auto" href="/companies/{{OID}}">{{WHAT}}</a></li><li aria-current="page">[[Tickets]]</li></ol></nav>
<header class="page-head"><h1>[[Tickets of {{WHAT}}]]</h1></header>
{{>TICKETS}}
</div>
</div>
