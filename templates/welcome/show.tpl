{{%AUTOESCAPE context="HTML"}}
{{!
  Somebody came by a one-time link. Layout: AT_WELCOME, which lets no address
  with the token in it out.

  One of
    FORM          NAME, EMAIL of whom it is for; TOKEN; PASSWORD_MIN "12",
                  PASSWORD_MAX "256"; when it comes back the include ERRORS
                  (parts/errors.tpl) and PASSWORD_ERROR: TEXT
    LINK_VOID     the link is used, too old or void, or nobody's
  Posts: token, password, csrf, once
}}
<div class="page page--narrow">
{{#FORM}}
<header class="page-head"><h1 dir="auto">[[Welcome, {{NAME}}]]</h1></header>
<p class="lead">[[Choose a password, and you are in at {{DESK}}. You will sign in as {{EMAIL}}.]]</p>
{{>ERRORS}}
<form class="form card" method="post" action="/welcome">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="email" value="{{EMAIL}}" autocomplete="username">
<div class="field">
<label class="field__label" for="password">[[Your new password]]</label>
<p class="field__hint" id="password-hint">[[At least {{PASSWORD_MIN}} characters; a few words that do not belong together are easy to keep in mind.]]</p>
{{#PASSWORD_ERROR}}<p class="field__error" id="password-error">{{TEXT}}</p>{{/PASSWORD_ERROR}}
<input class="input" type="password" id="password" name="password" autocomplete="new-password" required maxlength="{{PASSWORD_MAX}}" aria-describedby="password-hint{{#PASSWORD_ERROR}} password-error{{/PASSWORD_ERROR}}"{{#PASSWORD_ERROR}} aria-invalid="true"{{/PASSWORD_ERROR}}>
</div>
<div class="form__end"><button class="button button--main" type="submit" data-once>[[Set the password]]</button></div>
</form>
{{/FORM}}
{{#LINK_VOID}}
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h1>[[This link does not open any more]]</h1>
<p>[[A link works once, for three days, and only until there is a newer one. If you have set your password by it, sign in. If not, ask whoever invited you for a new link.]]</p>
<p><a class="button button--main" href="/session/new">[[Sign in]]</a></p>
</div>
{{/LINK_VOID}}
</div>
