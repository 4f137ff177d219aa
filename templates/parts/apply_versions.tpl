{{%AUTOESCAPE context="HTML"}}
{{!
  The versions of a level or a calendar, and in what two of them differ. Include
  it as VERSIONS, below a heading of its own.

  Variables
    PAGE_URL        of the thing: "/levels/0123456789abcdef"
  Sections
    VERSION       many, newest first: NUMBER; AT, a time; one of PERSON (NAME)
                  SHELL; one of FOR_NEW FOR_OPEN; NEWEST: it holds;
                  OLDER: it can be shown and saved again; NOW_CHANGING: not all
                  open tickets follow it yet
    OLDEST        there are older ones than those listed
    COMPARE       there are two or more: FROM, TO, numbers;
      OPTION_FROM, OPTION_TO  many: NUMBER, CHOSEN
      SAME        they do not differ; else
      DIFFERS     DIFFERENCE many: 0 or 1 of ADDED REMOVED; includes ABOUT; THEN
                  (includes WAS) and NOW (includes IS), each if it was, or is
}}
<div class="versions">
<table class="table table--cards versions__list">
<caption class="hidden">[[Versions]]</caption>
<thead><tr><th scope="col">[[Version]]</th><th scope="col">[[Saved]]</th><th scope="col">[[By]]</th><th scope="col">[[For]]</th><th scope="col"><span class="hidden">[[What to do]]</span></th></tr></thead>
<tbody>
{{#VERSION}}<tr><th class="table__main" scope="row" data-label="[[Version]]">[[Version {{NUMBER}}]]{{#NEWEST}} <span class="mark">[[holds now]]</span>{{/NEWEST}}</th><td data-label="[[Saved]]"><time datetime="{{AT_ISO}}" title="{{AT_FULL}}">{{AT}}</time></td><td data-label="[[By]]">{{#PERSON}}<span dir="auto">{{NAME}}</span>{{/PERSON}}{{#SHELL}}<span class="muted">[[the command line]]</span>{{/SHELL}}</td><td data-label="[[For]]">{{#FOR_NEW}}[[new tickets]]{{/FOR_NEW}}{{#FOR_OPEN}}[[open tickets too]]{{/FOR_OPEN}}{{#NOW_CHANGING}} <span class="muted">[[(under way)]]</span>{{/NOW_CHANGING}}</td><td class="table__acts" data-label="">{{#OLDER}}<a class="button button--small button--quiet" href="{{PAGE_URL}}?version={{NUMBER:u}}" aria-label="[[Look at it: version {{NUMBER}}]]">[[Look at it]]</a>{{/OLDER}}</td></tr>
{{/VERSION}}
</tbody>
</table>
{{#OLDEST}}<p class="muted">[[These are the newest of them.]]</p>{{/OLDEST}}
{{#COMPARE}}
<form class="versions__pick" method="get" action="{{PAGE_URL}}#differences" role="search" aria-label="[[Compare two versions]]">
<label for="from">[[From]]</label>
<select class="input" id="from" name="from">{{#OPTION_FROM}}<option value="{{NUMBER}}"{{#CHOSEN}} selected{{/CHOSEN}}>[[version {{NUMBER}}]]</option>{{/OPTION_FROM}}</select>
<label for="to">[[to]]</label>
<select class="input" id="to" name="to">{{#OPTION_TO}}<option value="{{NUMBER}}"{{#CHOSEN}} selected{{/CHOSEN}}>[[version {{NUMBER}}]]</option>{{/OPTION_TO}}</select>
<button class="button" type="submit">[[Compare]]</button>
</form>
<h3 id="differences" tabindex="-1">[[What changed from version {{FROM}} to {{TO}}]]</h3>
{{#SAME}}<p class="muted">[[Nothing: they say the same.]]</p>{{/SAME}}
{{#DIFFERS}}
<table class="table table--cards differences">
<caption class="hidden">[[Differences]]</caption>
<thead><tr><th scope="col">[[What]]</th><th scope="col">[[Was]]</th><th scope="col">[[Is]]</th></tr></thead>
<tbody>
{{#DIFFERENCE}}<tr><th class="table__main" scope="row" data-label="[[What]]">{{>ABOUT}} {{#ADDED}}<span class="differences__added">[[added]]</span>{{/ADDED}}{{#REMOVED}}<span class="differences__removed">[[removed]]</span>{{/REMOVED}}</th><td data-label="[[Was]]">{{#THEN}}<del class="differences__was">{{>WAS}}</del>{{/THEN}}</td><td data-label="[[Is]]">{{#NOW}}<ins class="differences__is">{{>IS}}</ins>{{/NOW}}</td></tr>
{{/DIFFERENCE}}
</tbody>
</table>
{{/DIFFERS}}
{{/COMPARE}}
</div>
