{{%AUTOESCAPE context="HTML"}}
{{!
  Days off out of a calendar file: which file, then what it holds. Layout:
  AT_CALENDARS with ABOUT.

  Variables
    OID, WHAT     the calendar;  FROM, TO  years, as typed
  Sections
    one of MAY, ALWAYS (it is open around the clock: it has no days off)
    REVIEW        what a file holds: OFFERS, all of it as lines; SEEN_VERSION;
      OFFER       many: INDEX, DATE, NAME, PART (TIMES), TICKED; one of IS_NEW,
                  IS_KNOWN, IS_DIFFERENT, each with 0 or 1 THERE (NAME, what the
                  calendar calls it)
      SKIPPED     many, each LEFT_OUT: NAME; one of NO_DATE NO_LENGTH TOO_LONG
                  BAD_ZONE BAD_RULE
      EMPTY       there is nothing to take; else SAVE: include APPLY
                  (parts/apply_choice.tpl); FORCE
    CHANGED       somebody else saved meanwhile
    FILE_ERROR, FROM_YEAR_ERROR, TO_YEAR_ERROR: TEXT each
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when a form comes back
  Posts
    /calendars/OID/file: file, from, to
    /calendars/OID/closures: offers, take (many, an index each), seen, for,
      looked, force, deed = look, save
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<nav class="crumbs" aria-label="[[Where you are]]"><ol class="crumbs__list"><li><a href="/calendars">[[Business hours]]</a></li><li><a dir="auto" href="/calendars/{{OID}}">{{WHAT}}</a></li><li aria-current="page">[[Days off from a file]]</li></ol></nav>
<header class="page-head"><h1>[[Days off from a file]]</h1></header>
{{#ALWAYS}}<p class="notice notice--warn">[[This calendar is open around the clock: it has no days off. Give it a week first.]]</p>{{/ALWAYS}}
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else saved this calendar while you were at it. Below is what the file holds, compared with what they saved; save again if you still want it.]]</p>{{/CHANGED}}
{{>ERRORS}}
{{#MAY}}
<p class="lead">[[Public holidays come as iCalendar files (.ics). Nothing is changed until you have seen what is in it.]]</p>
<form class="form card" method="post" action="/calendars/{{OID}}/file" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="field">
<label class="field__label" for="file">[[Calendar file]]</label>
{{#FILE_ERROR}}<p class="field__error" id="file-error">{{TEXT}}</p>{{/FILE_ERROR}}
<input class="input" type="file" id="file" name="file" accept=".ics,text/calendar" required{{#FILE_ERROR}} aria-invalid="true" aria-describedby="file-error"{{/FILE_ERROR}}>
</div>
<div class="calendar__years">
<div class="field">
<label class="field__label" for="from_year">[[From the year]]</label>
{{#FROM_YEAR_ERROR}}<p class="field__error" id="from_year-error">{{TEXT}}</p>{{/FROM_YEAR_ERROR}}
<input class="input" type="number" id="from_year" name="from" value="{{FROM}}" min="1900" max="2399" required{{#FROM_YEAR_ERROR}} aria-invalid="true" aria-describedby="from_year-error"{{/FROM_YEAR_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="to_year">[[to the year]]</label>
{{#TO_YEAR_ERROR}}<p class="field__error" id="to_year-error">{{TEXT}}</p>{{/TO_YEAR_ERROR}}
<input class="input" type="number" id="to_year" name="to" value="{{TO}}" min="1900" max="2399" required{{#TO_YEAR_ERROR}} aria-invalid="true" aria-describedby="to_year-error"{{/TO_YEAR_ERROR}}>
</div>
</div>
<div class="form__end"><button class="button button--main" type="submit">[[See what is in it]]</button></div>
</form>
{{/MAY}}
{{#REVIEW}}
<section class="section" aria-labelledby="review">
<h2 id="review" tabindex="-1">[[What is in it]]</h2>
<form class="form" method="post" action="/calendars/{{OID}}/closures">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-closures">
<input type="hidden" name="seen" value="{{SEEN_VERSION}}">
<textarea class="hidden" name="offers" aria-hidden="true" tabindex="-1" readonly>
{{OFFERS:pre_escape}}</textarea>
{{#EMPTY}}<p class="muted">[[Nothing in these years that could be a day off.]]</p>{{/EMPTY}}
<ul class="offers">
{{#OFFER}}<li class="offers__one"><label class="pick"><input type="checkbox" id="take-{{INDEX}}" name="take" value="{{INDEX}}"{{#TICKED}} checked{{/TICKED}}><span class="offers__date">{{DATE}}{{#PART}}, {{TIMES}}{{/PART}}</span> <bdi class="offers__name">{{NAME}}</bdi></label>{{#IS_NEW}}<span class="offers__news offers__news--new">[[new]]</span>{{/IS_NEW}}{{#IS_KNOWN}}<span class="offers__news">[[there already]]{{#THERE}}: <bdi>{{NAME}}</bdi>{{/THERE}}</span>{{/IS_KNOWN}}{{#IS_DIFFERENT}}<span class="offers__news offers__news--different">[[other hours of that day are off already]]{{#THERE}}: <bdi>{{NAME}}</bdi>{{/THERE}}</span>{{/IS_DIFFERENT}}</li>
{{/OFFER}}
</ul>
<ul class="offers offers--out">
{{#SKIPPED}}{{#LEFT_OUT}}<li class="offers__one"><span><bdi class="offers__name">{{NAME}}</bdi></span><span class="offers__news offers__news--different">{{#NO_DATE}}[[left out: its date makes no sense]]{{/NO_DATE}}{{#NO_LENGTH}}[[left out: it begins when it ends]]{{/NO_LENGTH}}{{#TOO_LONG}}[[left out: it is longer than a year]]{{/TOO_LONG}}{{#BAD_ZONE}}[[left out: its time zone is not known here]]{{/BAD_ZONE}}{{#BAD_RULE}}[[left out: it comes back in a way that days off do not]]{{/BAD_RULE}}</span></li>
{{/LEFT_OUT}}{{/SKIPPED}}
</ul>
{{#SAVE}}
{{>APPLY}}
{{#FORCE}}<label class="pick"><input type="checkbox" name="force" value="1">[[Save it all the same: such promises run without a deadline]]</label>{{/FORCE}}
<div class="form__end"><button class="button button--main" type="submit" name="deed" value="save" data-once>[[Take the ticked days]]</button></div>
{{/SAVE}}
</form>
</section>
{{/REVIEW}}
</div>
</div>
