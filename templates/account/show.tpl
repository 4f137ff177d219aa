{{%AUTOESCAPE context="HTML"}}
{{!
  Somebody's own account. Layout: AT_ACCOUNT.

  Variables
    NAME, HOME_ZONE   of the first form, as they are or as typed
    EMAIL
    NAME_MAX "100"    PASSWORD_MIN "12"   PASSWORD_MAX "256"
  Sections, when a form comes back
    NAME_ERROR, HOME_ZONE_ERROR, CURRENT_ERROR, PASSWORD_ERROR: TEXT each
  Section
    OTHERS            there are other sessions than this one
    SESSION           many, the last used first:
      one of FROM (NETWORK "203.0.113.0/24"), UNKNOWN
      SINCE, SEEN     times
      one of THIS (the one that looks at the page), END (can be ended: OID)
  Include
    ERRORS            parts/errors.tpl, when a form comes back
  Posts
    /account                     name, zone
    /account/password            current_password, password
    /account/sessions/OID/end    and /account/sessions/end: nothing more
}}
<div class="page page--narrow">
<header class="page-head"><h1>[[Your account]]</h1></header>
{{>ERRORS}}
<section class="section" aria-labelledby="about">
<h2 id="about">[[About you]]</h2>
<form class="form card" method="post" action="/account">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-account">
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="name"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="home_zone">[[Time zone]]</label>
<p class="field__hint" id="home_zone-hint">[[Every time you see is in this zone. Write it as Europe/Berlin.]]</p>
{{#HOME_ZONE_ERROR}}<p class="field__error" id="home_zone-error">{{TEXT}}</p>{{/HOME_ZONE_ERROR}}
<input class="input" type="text" id="home_zone" name="zone" value="{{HOME_ZONE}}" required maxlength="64" spellcheck="false" autocapitalize="off" aria-describedby="home_zone-hint{{#HOME_ZONE_ERROR}} home_zone-error{{/HOME_ZONE_ERROR}}"{{#HOME_ZONE_ERROR}} aria-invalid="true"{{/HOME_ZONE_ERROR}}>
</div>
<p class="muted">[[You sign in as {{EMAIL}}. Whoever runs your desk can change that.]]</p>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Save]]</button></div>
</form>
</section>
<section class="section" aria-labelledby="secret">
<h2 id="secret">[[Password]]</h2>
<form class="form card" method="post" action="/account/password">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-password">
<div class="field">
<label class="field__label" for="current">[[Your password now]]</label>
{{#CURRENT_ERROR}}<p class="field__error" id="current-error">{{TEXT}}</p>{{/CURRENT_ERROR}}
<input class="input" type="password" id="current" name="current_password" autocomplete="current-password" required maxlength="{{PASSWORD_MAX}}"{{#CURRENT_ERROR}} aria-invalid="true" aria-describedby="current-error"{{/CURRENT_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="password">[[The new one]]</label>
<p class="field__hint" id="password-hint">[[At least {{PASSWORD_MIN}} characters; a few words that do not belong together are easy to keep in mind.]]</p>
{{#PASSWORD_ERROR}}<p class="field__error" id="password-error">{{TEXT}}</p>{{/PASSWORD_ERROR}}
<input class="input" type="password" id="password" name="password" autocomplete="new-password" required maxlength="{{PASSWORD_MAX}}" aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}"{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}}>
</div>
<p class="muted">[[You stay signed in here and are signed out everywhere else.]]</p>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Change the password]]</button></div>
</form>
</section>
<section class="section" aria-labelledby="sessions">
<div class="section__head"><h2 id="sessions">[[Where you are signed in]]</h2>
{{#OTHERS}}<form method="post" action="/account/sessions/end">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-others">
<button class="button" type="submit" data-once>[[Sign out everywhere else]]</button>
</form>{{/OTHERS}}
</div>
<table class="table table--cards">
<caption class="hidden">[[Where you are signed in]]</caption>
<thead><tr><th scope="col">[[From]]</th><th scope="col">[[Since]]</th><th scope="col">[[Last seen]]</th><th scope="col"><span class="hidden">[[End it]]</span></th></tr></thead>
<tbody>
{{#SESSION}}
<tr>
<td data-label="[[From]]">{{#FROM}}{{NETWORK}}{{/FROM}}{{#UNKNOWN}}[[unknown]]{{/UNKNOWN}}</td>
<td data-label="[[Since]]"><time datetime="{{SINCE_ISO}}" title="{{SINCE_FULL}}">{{SINCE}}</time></td>
<td data-label="[[Last seen]]"><time datetime="{{SEEN_ISO}}" title="{{SEEN_FULL}}">{{SEEN}}</time></td>
<td class="table__acts">{{#THIS}}<span class="muted">[[this one]]</span>{{/THIS}}{{#END}}<form method="post" action="/account/sessions/{{OID}}/end"><input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="once" value="{{ONCE}}-session"><button class="button" type="submit" data-once>[[Sign out]]</button></form>{{/END}}</td>
</tr>
{{/SESSION}}
</tbody>
</table>
</section>
</div>
