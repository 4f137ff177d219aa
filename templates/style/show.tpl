{{%AUTOESCAPE context="HTML"}}
{{!
  Every part of the pages in every state: the markup to copy, and what the tests
  look over. Layout: AT_STYLE. Only in development.

  Parts that are files are included here by the same C as on the pages: badges,
  strips, messages, lines of the timeline, tags, files, uploads, flashes, errors
  and the pager. What is a few lines of markup stands here as it does there.

  Includes
    FLASH         many, parts/flash.tpl
    STRIP         many, parts/promise_strip.tpl
    PROOF         parts/proof.tpl
    MESSAGE       many, parts/message.tpl
    LINE          many, parts/event.tpl
    TAG           many, parts/tag.tpl
    COLOURED, COLOURED_OLD   many, parts/tag.tpl, each colour; archived
    PALETTE       parts/palette.tpl
    TAG_FORM      many, parts/tag.tpl, those of the form "style-tags"
    FILES         parts/files.tpl
    UPLOAD        many, parts/upload.tpl
    ERRORS        parts/errors.tpl, of the form that came back
    PAGER         parts/pager.tpl
  Sections
    BADGES        many: includes BADGE, parts/promise_badge.tpl
    ERROR_PAGE    many: NUMBER of one of the pages of errors
    SUBJECT_ERROR, BODY_ERROR, COPIES_ERROR, UNTIL_ERROR: TEXT
  Variables
    BODY, COPIES, UNTIL   what was typed
}}
<svg class="defs" width="0" height="0" aria-hidden="true"><defs><pattern id="strip-hatch" width="14" height="8" patternUnits="userSpaceOnUse" patternTransform="skewX(-30)"><rect class="strip__hatch" width="6" height="8"></rect></pattern></defs></svg>
<div class="desk">
<nav class="rail" aria-label="[[Parts]]">
<h2 class="rail__title">[[Parts]]</h2>
<ul class="rail__list">
<li><a class="rail__link" href="#promises" aria-current="true"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg><span class="rail__name">[[Promises]]</span> <span class="rail__count">999+</span></a></li>
<li><a class="rail__link" href="#conversation"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg><span class="rail__name">[[Conversation]]</span> <span class="rail__count">0</span></a></li>
<li><a class="rail__link rail__link--overdue" href="#flashes"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><span class="rail__name">[[What was done]]</span> <span class="rail__count">10</span></a></li>
<li class="rail__break"><a class="rail__link" href="#buttons"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#edit"></use></svg><span class="rail__name">[[Buttons and menus]]</span></a></li>
<li><a class="rail__link" href="#marks"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#tag"></use></svg><span class="rail__name">[[Marks and tags]]</span></a></li>
<li><a class="rail__link" href="#forms"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#list"></use></svg><span class="rail__name">[[Forms]]</span></a></li>
<li><a class="rail__link" href="#files"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#clip"></use></svg><span class="rail__name">[[Files]]</span></a></li>
<li><a class="rail__link" href="#lists"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#log"></use></svg><span class="rail__name">[[Lists and tables]]</span></a></li>
<li><a class="rail__link" href="#empty"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#inbox"></use></svg><span class="rail__name">[[Empty and errors]]</span></a></li>
</ul>
</nav>
<div class="sheet">
<nav class="crumbs" aria-label="[[Where you are]]">
<ol class="crumbs__list">
<li><a href="/">[[First page]]</a></li>
<li><a href="/style">[[For developers]]</a></li>
<li aria-current="page">[[Style]]</li>
</ol>
</nav>
<header class="page-head">
<h1>[[Style]]</h1>
<div class="page-head__ways"><a class="button" href="#empty">[[Errors]]</a><a class="button button--main" href="#forms"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#plus"></use></svg>[[Forms]]</a></div>
</header>
<p class="lead">[[Every part in every state, made as the pages make it. It is always Tuesday noon here.]]</p>

<section class="section" aria-labelledby="promises">
<h2 id="promises">[[Promises]]</h2>
<ul class="sheet__row">
{{#BADGES}}<li>{{>BADGE}}</li>
{{/BADGES}}
</ul>
<div class="sheet__columns">
<div class="card card--small strips">
{{>STRIP}}
</div>
<div class="sheet__stack">
<div class="vow"><svg class="vow__icon" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg><p class="vow__text">[[We will answer by]] <time class="vow__time" datetime="2026-11-24T17:00:00Z">[[Tue 17:00]]</time></p><p class="vow__why">[[Your time.]]</p></div>
<div class="vow vow--late"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg><p class="vow__text">[[We are late, and sorry for it]]</p><p class="vow__why">[[Your ticket stands at the top of our list.]]</p></div>
<div class="vow vow--yours"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg><p class="vow__text">[[We have answered]]</p></div>
<div class="vow vow--plain"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg><p class="vow__text">[[Postponed]]</p><p class="vow__why">[[We are waiting for a supplier.]]</p></div>
<div class="vow vow--done"><svg class="vow__icon" viewBox="0 0 20 20" width="32" height="32" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg><p class="vow__text">[[Solved]]</p></div>
<ul class="sheet__stack">
<li><span class="state state--ours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg>[[We are on it]]</span></li>
<li><span class="state state--late"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#overdue"></use></svg>[[We are late]]</span></li>
<li><span class="state state--yours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#reply"></use></svg>[[Answered]]</span></li>
<li><span class="state"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#paused"></use></svg>[[Postponed]]</span></li>
<li><span class="state state--done"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg>[[Resolved]]</span></li>
</ul>
</div>
</div>
</section>

<section class="section" aria-labelledby="proof">
<h2 class="hidden" id="proof">[[Why a promise is due]]</h2>
{{>PROOF}}
</section>

<section class="section" aria-labelledby="conversation">
<h2 id="conversation">[[Conversation]]</h2>
<div class="sheet__columns">
<div class="conversation">
{{>MESSAGE}}
</div>
<div class="conversation">
{{>LINE}}
</div>
</div>
</section>

<section class="section" aria-labelledby="flashes">
<h2 id="flashes">[[What was done]]</h2>
{{>FLASH}}
</section>

<section class="section" aria-labelledby="buttons">
<h2 id="buttons">[[Buttons and menus]]</h2>
<div class="sheet__row">
<button class="button button--main" type="button">[[Main]]</button>
<button class="button" type="button">[[Plain]]</button>
<button class="button" type="button"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#download"></use></svg>[[With an icon]]</button>
<button class="button button--quiet" type="button">[[Quiet]]</button>
<button class="button button--note" type="button"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#lock"></use></svg>[[Keep the note]]</button>
<button class="button button--danger" type="button"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#trash"></use></svg>[[Delete]]</button>
<button class="button button--main button--danger" type="button">[[Delete for ever]]</button>
<button class="button button--small" type="button">[[Small]]</button>
<button class="button" type="button" aria-disabled="true">[[On its way]]</button>
<details class="menu menu--start"><summary class="button">[[Menu]]<svg class="icon menu__chevron" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#down"></use></svg></summary>
<div class="menu__panel">
<a class="menu__item" href="/style"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#people"></use></svg>[[A place]]</a>
<button class="menu__item" type="button"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#edit"></use></svg>[[Something to do]]</button>
<hr class="menu__break">
<button class="menu__item menu__item--danger" type="button"><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#trash"></use></svg>[[Something dangerous]]</button>
</div>
</details>
</div>
<ul class="chips" aria-label="[[Choose a list]]">
<li><a class="chips__link" href="/style" aria-current="true">[[All]] <span class="chips__count">999+</span></a></li>
<li><a class="chips__link" href="/style">[[Staff]] <span class="chips__count">12</span></a></li>
<li><a class="chips__link" href="/style">[[Customers]] <span class="chips__count">0</span></a></li>
</ul>
</section>

<section class="section" aria-labelledby="marks">
<h2 id="marks">[[Marks and tags]]</h2>
<p class="sheet__row">
<span class="chip chip--new">[[New]]</span>
<span class="chip chip--open">[[Open]]</span>
<span class="chip chip--answered">[[Answered]]</span>
<span class="chip chip--postponed">[[Postponed]]</span>
<span class="chip chip--resolved">[[Resolved]]</span>
<span class="chip">[[Closed]]</span>
<span class="chip chip--urgent">[[Urgent]]</span>
<span class="chip chip--high">[[High]]</span>
<span class="chip">[[Low]]</span>
<span class="code">[[ABC-DEFGH-123]]</span>
<kbd>Ctrl</kbd>
</p>
<p class="sheet__row"><span class="avatar" aria-hidden="true">[[AM]]</span><span class="avatar avatar--team" aria-hidden="true"><svg class="icon" viewBox="0 0 24 24" width="20" height="20"><use href="/static/icons/sprite.svg#mark"></use></svg></span><span class="avatar avatar--you" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="16" height="16"><use href="/static/icons/sprite.svg#person"></use></svg></span></p>
<p><span class="tags">{{>TAG}}</span></p>
<p><span class="tags">{{>COLOURED}}</span></p>
<p><span class="tags">{{>COLOURED_OLD}}</span></p>
<form id="style-tags" method="get" action="/style"><div class="tags tags--touch">{{>TAG_FORM}}</div></form>
</section>

<section class="section" aria-labelledby="forms">
<h2 id="forms">[[Forms]]</h2>
<div class="sheet__columns">
<form class="form card" method="get" action="/style" data-draft>
<div class="field">
<label class="field__label" for="style-name">[[Name]]</label>
<p class="field__hint" id="style-name-hint">[[As it stands in mail.]]</p>
<input class="input" type="text" dir="auto" id="style-name" name="name" maxlength="100" aria-describedby="style-name-hint" autocomplete="off">
</div>
<div class="field">
<label class="field__label" for="style-role">[[Role]]</label>
<select class="input" id="style-role" name="role"><option>[[Agent]]</option><option>[[Manager]]</option></select>
</div>
{{>PALETTE}}
<fieldset class="field">
<legend class="field__label">[[Departments]]</legend>
<label class="pick"><input type="checkbox" name="department" value="1" checked>[[Service Desk]]</label>
<label class="pick"><input type="checkbox" name="department" value="2">[[Field Support]]</label>
</fieldset>
<fieldset class="field choices">
<legend class="field__label">[[Who should help you?]]</legend>
<label class="choice"><input class="choice__input" type="radio" name="choice" value="1" checked><span class="choice__name">[[Service Desk]]</span> <span class="choice__vow">[[If you send now, we answer by]] <time datetime="2026-11-24T17:00:00Z">[[Tue 17:00]]</time>.</span> <span class="choice__why">[[Here until 17:00]]</span></label>
<label class="choice"><input class="choice__input" type="radio" name="choice" value="2"><span class="choice__name">[[Field Support]]</span> <span class="choice__why">[[Answers as soon as it can]]</span></label>
</fieldset>
<div class="field">
<label class="field__label" for="style-text">[[Text]]</label>
<textarea class="input input--grow" dir="auto" id="style-text" name="text" rows="4"></textarea>
</div>
<div class="field">
<label class="field__label" for="style-link">[[One-time link]]</label>
<div class="copy"><input class="input" type="text" id="style-link" value="https://desk.example/invitation/0123456789abcdef0123456789" readonly data-copy-from><button class="button" type="button" data-copy data-word-copied="[[Copied]]">[[Copy]]</button></div>
</div>
<div class="form__end"><button class="button button--main" type="submit">[[Save]]</button><a class="button button--quiet" href="/style">[[Cancel]]</a></div>
</form>
<div data-still>
{{>ERRORS}}
<form class="form card" method="get" action="/style">
<div class="field">
<label class="field__label" for="subject">[[What is it about?]]</label>
{{#SUBJECT_ERROR}}<p class="field__error" id="subject-error">{{TEXT}}</p>{{/SUBJECT_ERROR}}
<input class="input" type="text" dir="auto" id="subject" name="subject" value=""{{#SUBJECT_ERROR}} aria-invalid="true" aria-describedby="subject-error"{{/SUBJECT_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="body">[[Tell us more]]</label>
{{#BODY_ERROR}}<p class="field__error" id="body-error">{{TEXT}}</p>{{/BODY_ERROR}}
<textarea class="input input--grow" dir="auto" id="body" name="body" rows="4"{{#BODY_ERROR}} aria-invalid="true" aria-describedby="body-error"{{/BODY_ERROR}}>
{{BODY:pre_escape}}</textarea>
</div>
<div class="field">
<label class="field__label" for="copies">[[How many]]</label>
{{#COPIES_ERROR}}<p class="field__error" id="copies-error">{{TEXT}}</p>{{/COPIES_ERROR}}
<input class="input" type="text" inputmode="numeric" id="copies" name="copies" value="{{COPIES}}"{{#COPIES_ERROR}} aria-invalid="true" aria-describedby="copies-error"{{/COPIES_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="until">[[Until]]</label>
{{#UNTIL_ERROR}}<p class="field__error" id="until-error">{{TEXT}}</p>{{/UNTIL_ERROR}}
<input class="input" type="text" id="until" name="until" value="{{UNTIL}}"{{#UNTIL_ERROR}} aria-invalid="true" aria-describedby="until-error"{{/UNTIL_ERROR}}>
</div>
<div class="form__end"><button class="button button--main" type="submit">[[Send]]</button></div>
</form>
</div>
</div>
</section>

<section class="section" aria-labelledby="files">
<h2 id="files">[[Files]]</h2>
{{>FILES}}
<form class="form sheet__stack" method="get" action="/style">
{{>UPLOAD}}
<ul class="upload__list" aria-label="[[Files on their way]]">
<li class="file file--sending"><span class="file__mark" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#file"></use></svg></span><span class="file__what"><span class="file__name">[[film.mp4]]</span><span class="file__size">[[8 of 20 MB]]</span><progress class="file__progress" max="100" value="40" aria-label="[[Sent so far]]"></progress></span><button class="file__off" type="button" aria-label="[[Do not send film.mp4]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button></li>
<li class="file file--ready"><span class="file__mark" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#met"></use></svg></span><span class="file__what"><span class="file__name">[[scan.pdf]]</span><span class="file__size">[[2.4 MB]]</span></span><button class="file__off" type="button" aria-label="[[Do not send scan.pdf]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button></li>
<li class="file file--failed"><span class="file__mark" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#overdue"></use></svg></span><span class="file__what"><span class="file__name">[[big.iso]]</span><span class="file__error">[[Larger than 25 MB]]</span></span><button class="file__off" type="button" aria-label="[[Do not send big.iso]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button></li>
</ul>
</form>
</section>

<section class="section" aria-labelledby="lists">
<div class="section__head"><h2 id="lists">[[Lists and tables]]</h2><a class="button button--small" href="/style">[[Add one]]</a></div>
<table class="table table--cards">
<caption class="hidden">[[People]]</caption>
<thead><tr><th scope="col" aria-sort="ascending"><a href="/style">[[Name]]</a></th><th scope="col"><a href="/style">[[Role]]</a></th><th scope="col">[[Departments]]</th><th class="table__number" scope="col">[[Open tickets]]</th><th scope="col"><span class="hidden">[[What to do]]</span></th></tr></thead>
<tbody>
<tr><th class="table__main" scope="row" data-label="[[Name]]"><span class="who"><span class="avatar" aria-hidden="true">[[AM]]</span><a class="who__name" href="/style">[[Alice Moreau]]</a><span class="who__more">[[alice@harbour.example]]</span></span></th><td data-label="[[Role]]">[[Agent]]</td><td data-label="[[Departments]]">[[Service Desk]], [[Field Support]]</td><td class="table__number" data-label="[[Open tickets]]">30</td><td class="table__acts"><a class="button" href="/style" aria-label="[[Change Alice Moreau]]">[[Change]]</a></td></tr>
<tr class="table__off"><th class="table__main" scope="row" data-label="[[Name]]"><span class="who"><span class="avatar avatar--you" aria-hidden="true">[[BC]]</span><a class="who__name" href="/style">[[Ben Carter]]</a><span class="who__more">[[ben@harbour.example]]</span></span></th><td data-label="[[Role]]">[[Agent, may not sign in]]</td><td data-label="[[Departments]]">–</td><td class="table__number" data-label="[[Open tickets]]">0</td><td class="table__acts"><a class="button" href="/style" aria-label="[[Change Ben Carter]]">[[Change]]</a></td></tr>
</tbody>
</table>
{{>PAGER}}
<div class="sheet__columns">
<section class="card" aria-labelledby="style-facts"><h3 class="card__title" id="style-facts">[[A card with facts]]</h3>
<dl class="facts facts--lines">
<div><dt>[[Company]]</dt><dd><a href="/style">[[Harbour Freight & Sons]]</a></dd></div>
<div><dt>[[Time zone]]</dt><dd>[[Europe/Dublin]]</dd></div>
<div><dt>[[Last seen]]</dt><dd>[[never]]</dd></div>
</dl>
</section>
<ol class="cards">
<li class="cards__item"><a class="cards__link" href="/style">[[The printer makes a noise]]</a><p class="cards__state"><span class="state state--ours"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#calm"></use></svg>[[We are on it]]</span></p><p class="cards__meta"><span class="code">[[ABC-DEFGH-123]]</span></p></li>
<li class="cards__item"><a class="cards__link" href="/style">[[The printer makes no noise]]</a><p class="cards__state"><span class="state state--done"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#met"></use></svg>[[Resolved]]</span></p><p class="cards__meta"><span class="code">[[ABC-DEFGH-124]]</span></p></li>
</ol>
</div>
</section>

<section class="section" aria-labelledby="empty">
<h2 id="empty">[[Empty and errors]]</h2>
<div class="sheet__stack">
<p class="notice">[[Something to know.]]</p>
<p class="notice notice--warn">[[Something to look at before you go on.]]</p>
<p class="notice notice--bad">[[Something that did not work, and what to do.]]</p>
</div>
<div class="empty">
<svg class="empty__mark" viewBox="0 0 24 24" width="48" height="48" aria-hidden="true"><use href="/static/icons/sprite.svg#mark"></use></svg>
<h3>[[Nothing here yet]]</h3>
<p>[[What would be here, and how to get it.]]</p>
<p><a class="button" href="/style">[[The way to get it]]</a></p>
</div>
<section class="confirm" aria-labelledby="style-confirm">
<h3 id="style-confirm">[[Disable Ben Carter?]]</h3>
<p>[[Nothing he wrote is lost.]]</p>
<ul class="confirm__list"><li>[[He is signed out everywhere.]]</li><li>[[His 12 open tickets have no agent any more.]]</li></ul>
<form method="get" action="/style"><div class="confirm__ways"><button class="button button--main button--danger" type="submit">[[Disable]]</button><a class="button" href="/style">[[Leave it as it is]]</a></div></form>
</section>
<ul class="sheet__row">
{{#ERROR_PAGE}}<li><a class="button button--small" href="/style?error={{NUMBER:u}}">[[Error page {{NUMBER}}]]</a></li>
{{/ERROR_PAGE}}
</ul>
</section>
</div>
</div>
