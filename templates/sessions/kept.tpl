{{%AUTOESCAPE context="HTML"}}
{{!
  Signed in again: what was typed before the session ended, ready to be sent.
  Layout: AT_SIGN_IN, USER.

  Variables
    ACTION        the path that the form went to
  Sections
    TYPED         many: TEXT, what was written
    FIELD         many: NAME, VALUE; "once" is the one it had, so that it
                  happens once even if it has arrived after all
}}
<div class="oops">
<h1>[[Welcome back]]</h1>
<p>[[Your session had ended before your form arrived, so we did nothing with it yet. Here it is, as you left it.]]</p>
{{#TYPED}}<textarea class="input" rows="6" readonly aria-label="[[What you typed]]">
{{TEXT:pre_escape}}</textarea>
{{/TYPED}}
<div class="oops__ways">
<form method="post" action="{{ACTION}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#FIELD}}<input type="hidden" name="{{NAME}}" value="{{VALUE:pre_escape}}">
{{/FIELD}}
<button class="button button--main" type="submit" data-once>[[Send it now]]</button>
</form>
<a class="button button--quiet" href="/">[[Leave it]]</a>
</div>
</div>
