{{%AUTOESCAPE context="HTML"}}
{{!
  Calls of URLs: whether, where to, and what came of them. Layout: AT_CALLS.

  Sections
    one of ON, OFF
    NO_KEY        the settings have no key to sign by: they cannot be switched on
    SANDBOX_DESK  nothing leaves a sandbox
    LATE          they are on, and duedesk-hook was not there for minutes:
                  SEEN: BEAT..., when it was; NEVER
    WAITING       calls wait: WAITING_COUNT "3"
    MAY           the viewer changes what stands here: buttons and forms, in
                  TARGET too
    TARGETS       there are hosts: TARGET many: HOST; one of FINE, FAILING
                  (FAILURES "3"), RESTING; CAN: MAY, TARGET_OID, TEST (calls
                  are on)
    NO_TARGETS
    LOG           there are calls: TRY many: AT..., URL, TICKET: CODE;
                  one of DONE STATUS_OTHER REDIRECT NO_NAME NO_LINK TLS TIMEOUT
                  BROKEN BAD_URL NOT_ALLOWED INSIDE WAS_OFF HIDDEN TOO_OLD;
                  STATUS: CODE_NUMBER; WHY: DETAIL; TRIED: NUMBER, MS;
                  ADDRESS: WHERE; ANSWER: TEXT_OF_IT; NEXT: NEXT_AT;
                  AGAIN: TRY_OID, a button
    NO_LOG, NO_MATCH   there are none
  Variables
    TYPED         the new host;  HOST_ERROR: TEXT
    IS_ALL, IS_WELL, IS_FAILED, IS_REFUSED   which calls are shown
  Includes
    ADMIN, PAGER  parts/admin.tpl, parts/pager.tpl
    ERRORS        parts/errors.tpl, when a form comes back
  Posts
    /calls: on;  /calls/hosts: host;  /calls/hosts/OID/test: path
    /calls/hosts/OID/secret, /calls/hosts/OID/removed
    /calls/log/OID/again
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Calls]]</h1></header>
<p class="lead">[[Rules and escalation steps can call URLs of other systems. Where to is decided here; what is sent is signed.]]</p>
{{>ERRORS}}
{{#NO_KEY}}<p class="notice notice--warn">[[Calls cannot be made yet: the settings have no hook_key and no account for duedesk-hook. How to add them stands in doc/operations.md.]]</p>{{/NO_KEY}}
{{#SANDBOX_DESK}}<p class="notice notice--warn">[[This desk is a sandbox: no URL is called, whatever is switched on here.]]</p>{{/SANDBOX_DESK}}
{{#LATE}}<p class="notice notice--warn" role="alert">{{#SEEN}}[[Calls are not being made: duedesk-hook was last there]] <time datetime="{{BEAT_ISO}}" title="{{BEAT_FULL}}">{{BEAT}}</time>.{{/SEEN}}{{#NEVER}}[[Calls are not being made: duedesk-hook was never there.]]{{/NEVER}}</p>{{/LATE}}
<section class="section" aria-labelledby="switch">
<h2 id="switch">[[On or off]]</h2>
<div class="card">
{{#ON}}<p>[[Calls are on.]] {{#WAITING}}[[Waiting: {{WAITING_COUNT}}.]]{{/WAITING}}</p>{{/ON}}
{{#OFF}}<p>[[Calls are off: no URL is called, and what is wanted meanwhile is not called later.]]</p>{{/OFF}}
{{#MAY}}
<form method="post" action="/calls"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-switch">
{{#ON}}<input type="hidden" name="on" value="no"><button class="button" type="submit" data-once>[[Switch calls off]]</button>{{/ON}}
{{#OFF}}<input type="hidden" name="on" value="yes"><button class="button button--main" type="submit" data-once>[[Switch calls on]]</button>{{/OFF}}
</form>
{{/MAY}}
</div>
</section>
<section class="section" aria-labelledby="hosts">
<h2 id="hosts">[[Hosts that may be called]]</h2>
{{#TARGETS}}
<table class="table table--cards">
<caption class="hidden">[[Hosts that may be called]]</caption>
<thead><tr><th scope="col">[[Host]]</th><th scope="col">[[State]]</th>{{#MAY}}<th scope="col">[[Change]]</th>{{/MAY}}</tr></thead>
<tbody>
{{#TARGET}}<tr><th class="table__main" scope="row" data-label="[[Host]]">{{HOST}}</th><td data-label="[[State]]">{{#FINE}}[[Nothing failed last]]{{/FINE}}{{#FAILING}}[[Failed in a row: {{FAILURES}}]]{{/FAILING}}{{#RESTING}}[[Failed so often that it gets a rest]]{{/RESTING}}</td>{{#CAN}}<td data-label="[[Change]]"><div>
{{#TEST}}<form class="calls__form" method="post" action="/calls/hosts/{{TARGET_OID}}/test"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{TARGET_OID}}-t"><label class="hidden" for="path-{{TARGET_OID}}">[[Path at {{HOST}}]]</label><input class="input" type="text" id="path-{{TARGET_OID}}" name="path" value="/" maxlength="700" spellcheck="false" autocomplete="off"> <button class="button" type="submit" data-once>[[Send a test]]</button></form>{{/TEST}}
<form class="calls__form" method="post" action="/calls/hosts/{{TARGET_OID}}/secret"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{TARGET_OID}}-s"><button class="button button--quiet" type="submit" data-once>[[New secret]]</button></form>
<form class="calls__form" method="post" action="/calls/hosts/{{TARGET_OID}}/removed"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{TARGET_OID}}-r"><button class="button button--quiet" type="submit" data-once>[[Take it away]]</button></form>
</div></td>{{/CAN}}</tr>
{{/TARGET}}
</tbody>
</table>
{{/TARGETS}}
{{#NO_TARGETS}}<p class="muted">[[None yet: whatever rules and steps want called is refused.]]</p>{{/NO_TARGETS}}
{{#MAY}}
<form class="form card calls__add" method="post" action="/calls/hosts" data-draft>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-host">
<div class="field">
<label class="field__label" for="host">[[Another host]]</label>
<p class="field__help" id="host-help">[[A name of the Internet, like hooks.example.org, or with the port 8443 behind it. Calls go to it by https alone, and never to an address inside.]]</p>
{{#HOST_ERROR}}<p class="field__error" id="host-error">{{TEXT}}</p>{{/HOST_ERROR}}
<input class="input" type="text" id="host" name="host" value="{{TYPED}}" required maxlength="258" spellcheck="false" autocomplete="off" aria-describedby="host-help{{#HOST_ERROR}} host-error{{/HOST_ERROR}}"{{#HOST_ERROR}} aria-invalid="true"{{/HOST_ERROR}}>
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Allow it]]</button></div>
</form>
{{/MAY}}
</section>
<section class="section" aria-labelledby="log">
<h2 id="log">[[What came of it]]</h2>
<ul class="chips calls__chips" aria-label="[[Which calls]]">
<li><a class="chips__link" href="/calls"{{#IS_ALL}} aria-current="true"{{/IS_ALL}}>[[All]]</a></li>
<li><a class="chips__link" href="/calls?show=well"{{#IS_WELL}} aria-current="true"{{/IS_WELL}}>[[Arrived]]</a></li>
<li><a class="chips__link" href="/calls?show=failed"{{#IS_FAILED}} aria-current="true"{{/IS_FAILED}}>[[Failed]]</a></li>
<li><a class="chips__link" href="/calls?show=refused"{{#IS_REFUSED}} aria-current="true"{{/IS_REFUSED}}>[[Not made]]</a></li>
</ul>
{{#LOG}}
<table class="table table--cards">
<caption class="hidden">[[Calls, the newest first]]</caption>
<thead><tr><th scope="col">[[When]]</th><th scope="col">[[Where to]]</th><th scope="col">[[What came of it]]</th><th scope="col">[[Next]]</th></tr></thead>
<tbody>
{{#TRY}}<tr><th class="table__main" scope="row" data-label="[[When]]"><time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time></th>
<td data-label="[[Where to]]"><div><span class="calls__url">{{URL}}</span>{{#TICKET}} <a href="/tickets/{{CODE}}">{{CODE}}</a>{{/TICKET}}{{#ADDRESS}} <span class="muted">{{WHERE}}</span>{{/ADDRESS}}</div></td>
<td data-label="[[What came of it]]"><div>{{#DONE}}[[Arrived]]{{/DONE}}{{#STATUS_OTHER}}[[Answered otherwise]]{{/STATUS_OTHER}}{{#REDIRECT}}[[Sent elsewhere, which is not followed]]{{/REDIRECT}}{{#NO_NAME}}[[There is no such host]]{{/NO_NAME}}{{#NO_LINK}}[[Nobody answered]]{{/NO_LINK}}{{#TLS}}[[Could not prove to be that host]]{{/TLS}}{{#TIMEOUT}}[[Took too long]]{{/TIMEOUT}}{{#BROKEN}}[[Could not be tried]]{{/BROKEN}}{{#BAD_URL}}[[Refused: not a URL that may be called]]{{/BAD_URL}}{{#NOT_ALLOWED}}[[Refused: that host is not allowed]]{{/NOT_ALLOWED}}{{#INSIDE}}[[Refused: an address that is none of the Internet]]{{/INSIDE}}{{#WAS_OFF}}[[Not made: calls were off]]{{/WAS_OFF}}{{#HIDDEN}}[[Not made: the ticket is spam or deleted]]{{/HIDDEN}}{{#TOO_OLD}}[[Given up: too old]]{{/TOO_OLD}}{{#STATUS}} <span class="muted">{{CODE_NUMBER}}</span>{{/STATUS}}{{#TRIED}} <span class="muted">[[try {{NUMBER}}, {{MS}} ms]]</span>{{/TRIED}}{{#WHY}} <span class="muted calls__url">{{DETAIL}}</span>{{/WHY}}{{#ANSWER}}<details><summary>[[The answer]]</summary><pre class="calls__answer">{{TEXT_OF_IT:pre_escape}}</pre></details>{{/ANSWER}}</div></td>
<td data-label="[[Next]]"><div>{{#NEXT}}[[again]] <time datetime="{{NEXT_AT_ISO}}" title="{{NEXT_AT_FULL}}">{{NEXT_AT}}</time>{{/NEXT}}{{#AGAIN}}<form class="calls__form" method="post" action="/calls/log/{{TRY_OID}}/again"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-{{TRY_OID}}-a"><button class="button button--quiet" type="submit" data-once>[[Send again]]</button></form>{{/AGAIN}}</div></td></tr>
{{/TRY}}
</tbody>
</table>
{{>PAGER}}
{{/LOG}}
{{#NO_LOG}}<div class="empty"><svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><h3>[[No call yet]]</h3><p>[[Each one stands here for a month.]]</p></div>{{/NO_LOG}}
{{#NO_MATCH}}<p class="muted">[[No call fits.]]</p>{{/NO_MATCH}}
</section>
</div>
</div>
