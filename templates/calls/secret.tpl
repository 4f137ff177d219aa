{{%AUTOESCAPE context="HTML"}}
{{!
  The secret of a host, shown this once. Layout: AT_CALLS with ABOUT.

  Variables
    HOST, SECRET
  Include
    ADMIN         parts/admin.tpl
}}
<div class="desk">
{{>ADMIN}}
<div class="page page--narrow">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/calls">[[Calls]]</a></li><li aria-current="page">{{HOST}}</li></ol></nav>
<header class="page-head"><h1>[[The secret of {{HOST}}]]</h1></header>
<div class="form card">
<div class="field">
<label class="field__label" for="secret">[[Who is called there checks by it that we call]]</label>
<div class="copy"><input class="input" type="text" id="secret" value="{{SECRET}}" readonly spellcheck="false" data-copy-from><button class="button" type="button" data-copy data-word-copied="[[Copied]]">[[Copy]]</button></div>
</div>
<ul class="confirm__list">
<li>[[It is shown only now. If it is lost, make a new one.]]</li>
<li>[[A secret they had before signs beside it for one more day.]]</li>
<li>[[How to check a signature stands in doc/hooks.md.]]</li>
</ul>
<div class="form__end"><a class="button button--main" href="/calls">[[Done]]</a></div>
</div>
</div>
</div>
