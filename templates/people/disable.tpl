{{%AUTOESCAPE context="HTML"}}
{{!
  Ask before somebody is disabled. Layout: AT_PEOPLE with ABOUT.

  Variables
    OID, WHO
    OPEN "30"     open tickets they have
  Sections
    TICKETS       they have some; in it
      TICKET      many: CODE, SUBJECT, DEPARTMENT_NAME
      MORE        there are more
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    AGENT_CHOICE  parts/agent_choice.tpl, in TICKETS
  Posts to /people/OID/disabled: to
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/people">[[People]]</a></li><li><a dir="auto" href="/people/{{OID}}">{{WHO}}</a></li><li aria-current="page">[[Disable]]</li></ol></nav>
<section class="confirm" aria-labelledby="confirm">
<h1 id="confirm">[[Disable {{WHO}}?]]</h1>
<ul class="confirm__list">
<li>[[They are signed out everywhere at once and cannot sign in any more.]]</li>
<li>[[Nothing they wrote is lost. You can let them in again.]]</li>
</ul>
{{>ERRORS}}
<form class="form" method="post" action="/people/{{OID}}/disabled">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-disable">
{{#TICKETS}}
<div class="field">
<label class="field__label" for="to">[[Who takes their {{OPEN}} open tickets over]]</label>
<p class="field__hint" id="to-hint">[[A ticket of a department the other one does not work in goes to nobody.]]</p>
{{>AGENT_CHOICE}}
</div>
<ul class="confirm__list">
{{#TICKET}}<li><a dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a> <span class="muted" dir="auto">{{DEPARTMENT_NAME}}</span></li>
{{/TICKET}}
{{#MORE}}<li>[[and more]]</li>{{/MORE}}
</ul>
{{/TICKETS}}
<div class="confirm__ways"><button class="button button--main button--danger" type="submit" data-once>[[Disable]]</button><a class="button" href="/people/{{OID}}">[[Leave it as it is]]</a></div>
</form>
</section>
</div>
</div>
