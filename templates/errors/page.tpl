{{%AUTOESCAPE context="HTML"}}
{{!
  Something did not work: what happened, what to do. Layout: AT_ERROR.

  One of
    BAD_REQUEST 400   FORBIDDEN 403    EXPIRED 403 (form token)
    FOREIGN 403 (a form of somebody else's session: not given back)
    NOT_FOUND 404     LINK 404 (to a file, on the origin of files)
    METHOD 405       CONFLICT 409
    SENT 409 (the form was carried out before, and came again changed)
    TOO_LARGE 413     INVALID 422      TOO_MANY 429
    BROKEN 500        BUSY 503
  Sections
    NUMBER        REQUEST_ID, 16 letters; not where nothing is amiss
    MADE          of SENT: URL, the page of what it made or changed
    DETAIL        TEXT: the message of an ERR_INVALID
    BACK          URL of the page to go back to (the ticket, the form)
    KEPT          what was typed, so that nothing is lost; in it
      TYPED       many: TEXT
    SIGN_IN       nobody is signed in any more: NEXT, the page to go back to
    RETRY         the same form once more, where that can help (EXPIRED, BUSY,
                  BROKEN): ACTION, the path that was posted to;
                  FIELD many: NAME, VALUE (all but csrf and once, which the
                  template adds; "once" stays what was sent: OLD_ONCE);
                  of SENT with a fresh "once"; one of AGAIN ANEW
}}
<div class="oops">
{{#BAD_REQUEST}}<h1>[[We could not read that]]</h1><p>[[Something in the address or in the form is not as it should be. Go back and try again.]]</p>{{/BAD_REQUEST}}
{{#FORBIDDEN}}<h1>[[This is not open to you]]</h1><p>[[Your account may not do this. If you think it should, ask whoever runs your desk.]]</p>{{/FORBIDDEN}}
{{#EXPIRED}}<h1>[[This page was open for too long]]</h1><p>[[For your safety we did nothing with the form. Please send it once more.]]</p>{{/EXPIRED}}
{{#FOREIGN}}<h1>[[This form was another person's]]</h1><p>[[Somebody else was signed in when it was filled in, so we did nothing with it. Open the page again to write in your own name.]]</p>{{/FOREIGN}}
{{#NOT_FOUND}}<h1>[[There is nothing here]]</h1><p>[[Perhaps the address has a typing error, or what was here belongs to somebody else.]]</p>{{/NOT_FOUND}}
{{#LINK}}<h1>[[This link to a file does not open any more]]</h1><p>[[Links to files are good for a few minutes and for one person. Go to the desk and open the file from its ticket once more.]]</p>{{/LINK}}
{{#METHOD}}<h1>[[That does not work here]]</h1><p>[[This address exists, but not for what was asked of it. Start again from the first page.]]</p>{{/METHOD}}
{{#CONFLICT}}<h1>[[Somebody was faster]]</h1><p>[[This changed while you had it open, so we did nothing now. Look at how it is, then decide.]]</p>{{/CONFLICT}}
{{#SENT}}<h1>[[This form was sent already]]</h1><p>[[What it said the first time is done, and we did nothing with what you changed since.]]</p>{{/SENT}}
{{#TOO_LARGE}}<h1>[[That is too much at once]]</h1><p>[[What you sent is larger than we take. Please shorten it.]]</p>{{/TOO_LARGE}}
{{#INVALID}}<h1>[[Something is missing or too long]]</h1><p>[[Please correct it and send the form again.]]</p>{{/INVALID}}
{{#TOO_MANY}}<h1>[[Please wait a moment]]</h1><p>[[That was very often in a short time. Try again in a minute.]]</p>{{/TOO_MANY}}
{{#BROKEN}}<h1>[[This is our fault]]</h1><p>[[Something broke on our side, and it is noted. Try again; if it stays, tell whoever runs your desk the number below.]]</p>{{/BROKEN}}
{{#BUSY}}<h1>[[We are busy right now]]</h1><p>[[Nothing was changed. Try again in a few seconds.]]</p>{{/BUSY}}
{{#DETAIL}}<p class="notice notice--bad">{{TEXT}}</p>{{/DETAIL}}
{{#KEPT}}
<section class="oops__kept">
<h2>[[Your text is not lost]]</h2>
{{#TYPED}}<textarea class="input" rows="6" readonly aria-label="[[What you typed]]">
{{TEXT:pre_escape}}</textarea>
{{/TYPED}}
</section>
{{/KEPT}}
<div class="oops__ways">
{{#RETRY}}
<form method="post" action="{{ACTION}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{OLD_ONCE}}">
{{#FIELD}}<input type="hidden" name="{{NAME}}" value="{{VALUE:pre_escape}}">
{{/FIELD}}
<button class="button button--main" type="submit" data-once>{{#AGAIN}}[[Try again]]{{/AGAIN}}{{#ANEW}}[[Send it as a new one]]{{/ANEW}}</button>
</form>
{{/RETRY}}
{{#MADE}}<a class="button" href="{{URL}}">[[Look at what it did]]</a>{{/MADE}}
{{#SIGN_IN}}<a class="button button--main" href="/session/new?next={{NEXT:u}}">[[Sign in again]]</a>{{/SIGN_IN}}
{{#BACK}}<a class="button" href="{{URL}}">[[Go back]]</a>{{/BACK}}
<a class="button button--quiet" href="{{HOME_URL}}">[[First page]]</a>
</div>
{{#NUMBER}}<p class="oops__id muted">[[Number of this incident: {{REQUEST_ID}}]]</p>
{{/NUMBER}}</div>
