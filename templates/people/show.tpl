{{%AUTOESCAPE context="HTML"}}
{{!
  A member of staff. Layout: AT_PEOPLE with ABOUT.

  Variables
    OID, WHO      their name as it is stored
    SEEN_VERSION  of the form
    OPEN "30"     open tickets they have
  Sections
    NOT_YOURS     an owner, whom the viewer does not change: no form
    FORM          the opposite; in it the include FIELDS (people/fields.tpl)
    CHANGED       somebody else changed them meanwhile
    DISABLED      SINCE, SINCE_FULL, SINCE_ISO; ENABLE (section): the viewer may
    DOOR          the viewer may disable them
    LINK          the viewer may make a link; LINK_OPEN: UNTIL, UNTIL_FULL,
                  UNTIL_ISO, one that was not used yet
    WITHOUT_PASSWORD  they have never set one
    SESSION       many: one of FROM (NETWORK), UNKNOWN; SINCE and SEEN, times;
                  END (OID_SESSION), where it can be ended by itself
    SESSIONS      there are some;  NO_SESSIONS the opposite
    END_ALL       in SESSIONS: the viewer may end them
    TICKETS       they have open tickets; in it
      TICKET      many: CODE, SUBJECT, DEPARTMENT_NAME
      MORE        there are more
      HANDOVER    they are disabled: hand these over; in it the include
                  AGENT_CHOICE (parts/agent_choice.tpl); GOES_ON: WITH, the
                  opaque id of who got a batch already
  Includes
    PRESENCE      parts/presence.tpl, of who answers tickets
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when the form comes back
  Posts
    /people/OID: name, email, zone, seen, role_..., department (many)
    /people/OID/link, /people/OID/enabled, /people/OID/sessions/end (session),
    /people/OID/handover (to, goes_on)
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/people">[[People]]</a></li><li aria-current="page" dir="auto">{{WHO}}</li></ol></nav>
<header class="page-head"><h1 dir="auto">{{WHO}}</h1>{{>PRESENCE}}
<div class="page-head__ways"><a class="button button--quiet" href="/audit?about={{OID:u}}">[[History]]</a>{{#LINK}}<form method="post" action="/people/{{OID}}/link"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-link"><button class="button" type="submit" data-once><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#mail"></use></svg>[[New link to set a password]]</button></form>{{/LINK}}{{#DOOR}}<a class="button button--danger" href="/people/{{OID}}/disable"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#stop"></use></svg>[[Disable]]</a>{{/DOOR}}</div>
</header>
{{#DISABLED}}<div class="notice notice--warn"><p>[[Disabled since]] <time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time>. [[They cannot sign in; what they wrote stays.]]</p>{{#ENABLE}}<form method="post" action="/people/{{OID}}/enabled"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-enable"><button class="button" type="submit" data-once>[[Let them in again]]</button></form>{{/ENABLE}}</div>{{/DISABLED}}
{{#LINK}}{{#LINK_OPEN}}<p class="notice">[[There is a link to set a password, for you to pass on. It opens until]] <time datetime="{{UNTIL_ISO}}" title="{{UNTIL_FULL}}">{{UNTIL}}</time>.</p>{{/LINK_OPEN}}{{/LINK}}
{{#WITHOUT_PASSWORD}}<p class="notice">[[They have not set a password yet.]]</p>{{/WITHOUT_PASSWORD}}
{{#NOT_YOURS}}<p class="notice">[[An owner. Only an owner can change them.]]</p>{{/NOT_YOURS}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this while you were at it. What they wrote stands beside yours; save again to keep yours.]]</p>{{/CHANGED}}
{{>ERRORS}}
{{#FORM}}
<form class="form card" method="post" action="/people/{{OID}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-person">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
{{>FIELDS}}
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button><a class="button button--quiet" href="/people">[[Back to the list]]</a></div>
</form>
{{/FORM}}
{{#TICKETS}}
<section class="section" aria-labelledby="tickets">
<h2 id="tickets">[[Open tickets: {{OPEN}}]]</h2>
{{#HANDOVER}}
<form class="form card" method="post" action="/people/{{OID}}/handover">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-handover">
{{#GOES_ON}}<input type="hidden" name="goes_on" value="{{WITH}}">{{/GOES_ON}}
<div class="field">
<label class="field__label" for="to">[[Who takes them over]]</label>
<p class="field__hint" id="to-hint">[[A ticket of a department they do not work in goes to nobody.]]</p>
{{>AGENT_CHOICE}}
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Hand over]]</button></div>
</form>
{{/HANDOVER}}
<table class="table table--cards">
<caption class="hidden">[[Open tickets]]</caption>
<thead><tr><th scope="col">[[Subject]]</th><th scope="col">[[Department]]</th></tr></thead>
<tbody>
{{#TICKET}}<tr><th class="table__main" scope="row" data-label="[[Subject]]"><a dir="auto" href="/tickets/{{CODE}}">{{SUBJECT}}</a> <span class="code">{{CODE}}</span></th><td data-label="[[Department]]" dir="auto">{{DEPARTMENT_NAME}}</td></tr>
{{/TICKET}}
</tbody>
</table>
{{#MORE}}<p class="muted">[[The newest are shown.]]</p>{{/MORE}}
</section>
{{/TICKETS}}
<section class="section" aria-labelledby="sessions">
<div class="section__head"><h2 id="sessions">[[Where they are signed in]]</h2>
{{#SESSIONS}}{{#END_ALL}}<form method="post" action="/people/{{OID}}/sessions/end"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-sessions"><button class="button" type="submit" data-once>[[Sign them out everywhere]]</button></form>{{/END_ALL}}{{/SESSIONS}}
</div>
{{#SESSIONS}}
<table class="table table--cards">
<caption class="hidden">[[Where they are signed in]]</caption>
<thead><tr><th scope="col">[[From]]</th><th scope="col">[[Since]]</th><th scope="col">[[Last seen]]</th><th scope="col"><span class="hidden">[[End it]]</span></th></tr></thead>
<tbody>
{{#SESSION}}
<tr><td data-label="[[From]]">{{#FROM}}{{NETWORK}}{{/FROM}}{{#UNKNOWN}}[[unknown]]{{/UNKNOWN}}</td>
<td data-label="[[Since]]"><time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time></td>
<td data-label="[[Last seen]]"><time datetime="{{SEEN_ISO}}" title="{{SEEN_FULL}}">{{SEEN}}</time></td>
<td class="table__acts">{{#END}}<form method="post" action="/people/{{OID}}/sessions/end"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-session"><input type="hidden" name="session" value="{{OID_SESSION}}"><button class="button" type="submit" data-once>[[Sign out]]</button></form>{{/END}}</td></tr>
{{/SESSION}}
</tbody>
</table>
{{/SESSIONS}}
{{#NO_SESSIONS}}<p class="muted">[[Nowhere at the moment.]]</p>{{/NO_SESSIONS}}
</section>
</div>
</div>
