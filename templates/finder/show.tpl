{{%AUTOESCAPE context="HTML"}}
{{!
  No ticket to open by what was typed into the box of the header. Layout:
  AT_FIND.

  Variables
    Q             what was typed
    Q_MAX         "200"
  One of, if something was typed
    NO_CODE       it is no code of a ticket
    NONE          no ticket that they may see has that code
  Gets /find: q
}}
<div class="page page--narrow">
<header class="page-head"><h1>[[Find a ticket]]</h1></header>
{{#NO_CODE}}<p class="notice notice--warn" role="alert" id="find-error">[[That is no code of a ticket. One looks like ABC-DEFGH-123; capitals, dashes and spaces do not matter.]]</p>{{/NO_CODE}}
{{#NONE}}<p class="notice notice--warn" role="alert" id="find-error">[[There is no ticket with that code that you may see. Perhaps a letter is wrong, or it belongs to another department.]]</p>{{/NONE}}
<form class="form card" method="get" action="/find">
<div class="field">
<label class="field__label" for="q">[[Code of the ticket]]</label>
<input class="input" type="search" id="q" name="q" value="{{Q}}" maxlength="{{Q_MAX}}" autocomplete="off" autocapitalize="characters" spellcheck="false"{{#NO_CODE}} aria-describedby="find-error" aria-invalid="true"{{/NO_CODE}}{{#NONE}} aria-describedby="find-error"{{/NONE}}>
</div>
<div class="form__end"><button class="button button--main" type="submit">[[Open it]]</button> <a class="button button--quiet" href="/inbox?view=all">[[All open tickets]]</a></div>
</form>
</div>
