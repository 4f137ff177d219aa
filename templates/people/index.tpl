{{%AUTOESCAPE context="HTML"}}
{{!
  Staff. Layout: AT_PEOPLE.

  Variables
    Q             what is looked for
    ROLE          "agent": these alone, or ""
  Sections
    GOING, ACTIVE, AWAITED, GONE   shown are all who are not disabled, or of
                  these who has set a password, or who has not, or the disabled
    ONLY_OWNER, ONLY_ADMIN, ONLY_MANAGER, ONLY_AGENT, ONLY_READER   ROLE is that
    LIST          there are some:
      PERSON      many: OID, NAME, INITIALS, EMAIL, DEPARTMENTS; OPEN "30"
                  open tickets; sections
        CUSTOMER READER AGENT MANAGER ADMIN_ROLE OWNER   roles they have
        INVITED   has not set a password yet
        SEEN_TIME SEEN, SEEN_FULL, SEEN_ISO; or NOT_SEEN
    EMPTY         there are none; one of NO_MATCH, NOBODY, NOBODY_ACTIVE,
                  NOBODY_AWAITED, NOBODY_GONE
  Includes
    PRESENCE      parts/presence.tpl, of a PERSON who answers tickets
    ADMIN         parts/admin.tpl
    PAGER         parts/pager.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head">
<h1>[[People]]</h1>
<div class="page-head__ways"><a class="button button--main" href="/people/new"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Invite somebody]]</a></div>
</header>
<p class="lead">[[Those who work here. Customers have a page of their own.]]</p>
<form class="finder" method="get" action="/people" role="search">
{{#ACTIVE}}<input type="hidden" name="state" value="active">{{/ACTIVE}}{{#AWAITED}}<input type="hidden" name="state" value="invited">{{/AWAITED}}{{#GONE}}<input type="hidden" name="state" value="disabled">{{/GONE}}
<label class="hidden" for="q">[[Name or address]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="100" placeholder="[[Name or address]]">
<label class="hidden" for="role">[[Role]]</label>
<select class="input" id="role" name="role"><option value="">[[Any role]]</option><option value="owner"{{#ONLY_OWNER}} selected{{/ONLY_OWNER}}>[[Owner]]</option><option value="admin"{{#ONLY_ADMIN}} selected{{/ONLY_ADMIN}}>[[Admin]]</option><option value="manager"{{#ONLY_MANAGER}} selected{{/ONLY_MANAGER}}>[[Manager]]</option><option value="agent"{{#ONLY_AGENT}} selected{{/ONLY_AGENT}}>[[Agent]]</option><option value="read-only"{{#ONLY_READER}} selected{{/ONLY_READER}}>[[Read-only]]</option></select>
<button class="button" type="submit"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#search"></use></svg>[[Search]]</button>
</form>
<ul class="chips" aria-label="[[Which people]]">
<li><a class="chips__link" href="/people?role={{ROLE:u}}&amp;q={{Q:u}}"{{#GOING}} aria-current="true"{{/GOING}}>[[Working here]]</a></li>
<li><a class="chips__link" href="/people?state=active&amp;role={{ROLE:u}}&amp;q={{Q:u}}"{{#ACTIVE}} aria-current="true"{{/ACTIVE}}>[[Active]]</a></li>
<li><a class="chips__link" href="/people?state=invited&amp;role={{ROLE:u}}&amp;q={{Q:u}}"{{#AWAITED}} aria-current="true"{{/AWAITED}}>[[Invited]]</a></li>
<li><a class="chips__link" href="/people?state=disabled&amp;role={{ROLE:u}}&amp;q={{Q:u}}"{{#GONE}} aria-current="true"{{/GONE}}>[[Disabled]]</a></li>
</ul>
{{#LIST}}
<table class="table table--cards">
<caption class="hidden">[[People]]</caption>
<thead><tr><th scope="col">[[Name]]</th><th scope="col">[[Roles]]</th><th scope="col">[[Departments]]</th><th class="table__number" scope="col">[[Open tickets]]</th><th scope="col">[[Last seen]]</th></tr></thead>
<tbody>
{{#PERSON}}
<tr><th class="table__main" scope="row" data-label="[[Name]]"><span class="who"><span class="avatar" aria-hidden="true">{{INITIALS}}</span><a class="who__name" dir="auto" href="/people/{{OID}}">{{NAME}}</a><span class="who__more">{{EMAIL}}</span></span> {{>PRESENCE}}</th>
<td data-label="[[Roles]]"><span class="tags">{{#OWNER}}<span class="chip">[[Owner]]</span> {{/OWNER}}{{#ADMIN_ROLE}}<span class="chip">[[Admin]]</span> {{/ADMIN_ROLE}}{{#MANAGER}}<span class="chip">[[Manager]]</span> {{/MANAGER}}{{#AGENT}}<span class="chip">[[Agent]]</span> {{/AGENT}}{{#READER}}<span class="chip">[[Read-only]]</span> {{/READER}}{{#CUSTOMER}}<span class="chip">[[Customer]]</span> {{/CUSTOMER}}{{#INVITED}}<span class="chip chip--new">[[invited]]</span>{{/INVITED}}</span></td>
<td data-label="[[Departments]]" dir="auto">{{DEPARTMENTS}}</td>
<td class="table__number" data-label="[[Open tickets]]">{{OPEN}}</td>
<td class="table__time" data-label="[[Last seen]]">{{#SEEN_TIME}}<time datetime="{{SEEN_ISO}}" title="{{SEEN_FULL}}">{{SEEN}}</time>{{/SEEN_TIME}}{{#NOT_SEEN}}<span class="muted">[[not lately]]</span>{{/NOT_SEEN}}</td></tr>
{{/PERSON}}
</tbody>
</table>
{{>PAGER}}
{{/LIST}}
{{#EMPTY}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
{{#NO_MATCH}}<h2>[[Nobody fits]]</h2><p>[[Try fewer letters, or look among the others.]]</p><p><a class="button" href="/people">[[Show everybody]]</a></p>{{/NO_MATCH}}
{{#NOBODY_ACTIVE}}<h2>[[Nobody has set a password yet]]</h2><p>[[Who is invited sets one by the link they got.]]</p>{{/NOBODY_ACTIVE}}
{{#NOBODY_AWAITED}}<h2>[[Nobody is awaited]]</h2><p>[[Who is invited stands here until they set their password.]]</p>{{/NOBODY_AWAITED}}
{{#NOBODY_GONE}}<h2>[[Nobody is disabled]]</h2><p>[[Who leaves is disabled on their page, and then stands here. What they wrote stays.]]</p>{{/NOBODY_GONE}}
{{#NOBODY}}<h2>[[Nobody works here yet]]</h2><p>[[Invite the first one: they get a link by which they set their password.]]</p>{{/NOBODY}}
</div>
{{/EMPTY}}
</div>
</div>
