{{%AUTOESCAPE context="HTML"}}
{{!
  Sign in. Layout: AT_SIGN_IN, GUEST.

  One of
    FORM          the form
    TLS_NEEDED    plain http on a name that is not this machine: no form
  Sections of FORM
    WRONG         e-mail or password is wrong (we do not say which)
    TOO_OFTEN     too many attempts: WAIT "5 m"
    EXPIRED       the form was too old, or the session ended
    NOBODY        the page asked for needs a sign-in
  Variables of FORM
    EMAIL         what was typed
    NEXT          local path to go to afterwards, or empty: /tickets/ABC-DEFGH-123
    KEPT          what was typed into a form whose session had ended:
                  KEPT_PATH, KEPT_CSRF; FIELD many: NAME, VALUE
  Posts: email, password, next; kept_path, kept_csrf, kept-NAME
}}
<div class="sign-in">
<svg class="sign-in__mark" viewBox="0 0 24 24" width="56" height="56" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h1>[[Sign in]]</h1>
{{#TLS_NEEDED}}
<section class="notice notice--bad">
<h2>[[This address is not safe for signing in]]</h2>
<p>[[Your password would travel readable for everybody on the way. Open this page with https, or ask whoever runs the desk to set up TLS.]]</p>
</section>
{{/TLS_NEEDED}}
{{#FORM}}
{{#WRONG}}<p class="notice notice--bad" role="alert" id="sign-in-error">[[E-mail address or password is wrong. Please try again.]]</p>{{/WRONG}}
{{#TOO_OFTEN}}<p class="notice notice--bad" role="alert">[[Too many attempts. Please wait {{WAIT}} and try again.]]</p>{{/TOO_OFTEN}}
{{#EXPIRED}}<p class="notice" role="alert">[[Your session has ended. Sign in again as the same person: what you typed is kept and comes back.]]</p>{{/EXPIRED}}
{{#NOBODY}}<p class="notice" role="status">[[Sign in to see that page.]]</p>{{/NOBODY}}
<form class="form card" method="post" action="/session">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="next" value="{{NEXT}}">
{{#KEPT}}
<input type="hidden" name="kept_path" value="{{KEPT_PATH}}">
<input type="hidden" name="kept_csrf" value="{{KEPT_CSRF}}">
{{#FIELD}}<input type="hidden" name="kept-{{NAME}}" value="{{VALUE:pre_escape}}">
{{/FIELD}}
{{/KEPT}}
<div class="field">
<label class="field__label" for="email">[[E-mail address]]</label>
<input class="input" type="email" id="email" name="email" value="{{EMAIL}}" autocomplete="username" required maxlength="254" spellcheck="false"{{#WRONG}} aria-describedby="sign-in-error"{{/WRONG}}>
</div>
<div class="field">
<label class="field__label" for="password">[[Password]]</label>
<input class="input" type="password" id="password" name="password" autocomplete="current-password" required maxlength="256"{{#WRONG}} aria-describedby="sign-in-error"{{/WRONG}}>
</div>
<button class="button button--main button--wide" type="submit" data-once>[[Sign in]]</button>
</form>
{{/FORM}}
</div>
