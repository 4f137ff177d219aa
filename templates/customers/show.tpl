{{%AUTOESCAPE context="HTML"}}
{{!
  A customer. Layout: AT_CUSTOMERS with ABOUT.

  Variables
    OID, WHO, ADDRESS, HOME_ZONE   as stored
  Sections
    OF_COMPANY    COMPANY_OID, COMPANY_NAME; SPEAKS: sees all its tickets
    ABOUT_THEM    a note: TEXT
    MAY_ROLES     the viewer says what they may do
    ASK_FOR       the viewer may open a ticket for them
    DISABLED      they cannot sign in
    LINK, DOOR, ENABLE    what the viewer may do
    CHANGED       somebody else changed them meanwhile
    FORM          the viewer keeps them: SEEN_VERSION, include FIELDS
                  (customers/fields.tpl)
    IN_GROUPS     includes OWN_GROUP, many; THROUGH (their company):
                  ITS_GROUP, many; both parts/tag.tpl
    ELSEWHERE     tickets of before that are not the company's: N
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
    TICKETS       parts/about.tpl
    CUSTOM_CARD   parts/custom_card.tpl, if there are custom fields
    GROUPS        parts/group_choice.tpl, where the viewer keeps them
  Posts
    /customers/OID: name, email, company, sees, along, note, seen
    /customers/OID/tickets, groups, link, disabled, enabled
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/customers">[[Customers]]</a></li>{{#OF_COMPANY}}<li><a dir="auto" href="/companies/{{COMPANY_OID}}">{{COMPANY_NAME}}</a></li>{{/OF_COMPANY}}<li aria-current="page" dir="auto">{{WHO}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHO}}</h1>
<div class="page-head__ways">{{#LINK}}<a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a><form method="post" action="/customers/{{OID}}/link"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-link"><button class="button" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#mail"></use></svg>[[Link to sign in by]]</button></form>{{/LINK}}{{#DOOR}}<form method="post" action="/customers/{{OID}}/disabled"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-disable"><button class="button button--danger" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#stop"></use></svg>[[Disable]]</button></form>{{/DOOR}}{{#ASK_FOR}}<a class="button button--main" href="/tickets/new?for={{OID:u}}"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Open a ticket for them]]</a>{{/ASK_FOR}}</div>
</header>
{{#DISABLED}}<div class="notice notice--warn"><p>[[Disabled: they cannot sign in.]]</p>{{#ENABLE}}<form method="post" action="/customers/{{OID}}/enabled"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-enable"><button class="button" type="submit" data-once>[[Let them in again]]</button></form>{{/ENABLE}}</div>{{/DISABLED}}
<dl class="facts card">
<div><dt>[[E-mail address]]</dt><dd>{{ADDRESS}}</dd></div>
{{#OF_COMPANY}}<div><dt>[[Company]]</dt><dd><a dir="auto" href="/companies/{{COMPANY_OID}}">{{COMPANY_NAME}}</a>{{#SPEAKS}} · [[speaks for it: sees and answers all its tickets]]{{/SPEAKS}}</dd></div>{{/OF_COMPANY}}
{{#IN_GROUPS}}<div><dt>[[Groups]]</dt><dd class="tags">{{>OWN_GROUP}}{{#THROUGH}}<span class="muted">[[through the company:]]</span> {{>ITS_GROUP}}{{/THROUGH}}</dd></div>
{{/IN_GROUPS}}<div><dt>[[Time zone]]</dt><dd>{{HOME_ZONE}}</dd></div>
{{#MAY_ROLES}}<div><dt>[[What they may do]]</dt><dd><a href="/people/{{OID}}">[[Roles and departments]]</a></dd></div>
{{/MAY_ROLES}}{{#ABOUT_THEM}}<div><dt>[[Note]]</dt><dd dir="auto">{{TEXT}}</dd></div>{{/ABOUT_THEM}}
</dl>
{{#ELSEWHERE}}<div class="notice"><p>[[Tickets they opened before they belonged to the company: {{N}}. Its other people do not see these.]]</p><form method="post" action="/customers/{{OID}}/tickets"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-along"><button class="button" type="submit" data-once>[[Give them to the company, too]]</button></form></div>{{/ELSEWHERE}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
<section class="section" aria-labelledby="tickets">
<h2 id="tickets">[[Tickets]]</h2>
{{>TICKETS}}
</section>
{{#FORM}}
<section class="section" aria-labelledby="change">
<h2 id="change">[[Change]]</h2>
<form class="form card" method="post" action="/customers/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-customer">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
{{>FIELDS}}
<label class="pick"><input type="checkbox" name="along" value="1">[[With another company: also the tickets they opened before]]</label>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
</section>
{{/FORM}}
{{>GROUPS}}
{{>CUSTOM_CARD}}
</div>
</div>
