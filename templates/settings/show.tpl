{{%AUTOESCAPE context="HTML"}}
{{!
  Settings as XML: to download, and to import after a look at what that would
  do. Layout: AT_SETTINGS.

  Sections
    CHANGED       the desk changed since it was looked at: look again
    PLAN          what the file would do: TEXT_XML, the whole file; SEEN;
                  MADE, ALTERED, SAME, GONE, KEPT, counts
      ITEM        many, of what does not stay: WHAT, the element; NAME; one of
                  MAKE CHANGE REMOVE KEEP
        LINE      many: TEXT; one of ADDED TAKEN
      MORE        there are more than are shown: COUNT
      NOTHING     the desk is as the file says; else APPLY
    LEFT_OUT      rules that are not in the download: RULE, many, each NAME
    CUT           levels of which actions are not in it: LEVEL, many, each NAME
    REMOVE_ON, OPEN_ON  ticked
    FILE_ERROR: TEXT
  Includes
    ADMIN         parts/admin.tpl
    ERRORS        parts/errors.tpl, when a form comes back
  Posts
    /settings: file or text, remove, open, seen, deed = look, apply
}}
<div class="desk">
{{>ADMIN}}
<div class="page">
<header class="page-head"><h1>[[Settings]]</h1><div class="page-head__end"><a class="button" href="/settings.xml" download>[[Download as XML]]</a></div></header>
<p class="lead">[[All that this desk is set up with, in one file: departments, tags, groups, fields, business hours, levels, rules and staff. Keep it under version control, compare it, make another desk of it. No tickets, customers or passwords are in it.]]</p>
{{#CHANGED}}<p class="notice notice--warn" role="alert">[[Somebody else changed this desk while you were at it. Below is what the file would do now; apply it again if you still want it.]]</p>{{/CHANGED}}
{{>ERRORS}}
{{#LEFT_OUT}}<p class="notice notice--warn">[[Rules that name what is gone or archived are left out of the file:]] {{#RULE}}<span dir="auto" class="chip">{{NAME}}</span> {{/RULE}}</p>{{/LEFT_OUT}}
{{#CUT}}<p class="notice notice--warn">[[What steps of these levels do with what is gone or archived is left out of the file:]] {{#LEVEL}}<span dir="auto" class="chip">{{NAME}}</span> {{/LEVEL}}</p>{{/CUT}}
{{#PLAN}}
<section class="section" aria-labelledby="plan">
<h2 id="plan">[[What the file would do]]</h2>
<p>[[{{MADE}} made, {{ALTERED}} changed, {{SAME}} the same, {{GONE}} removed, {{KEPT}} kept that the file does not have.]] [[Nothing is stored yet.]]</p>
{{#NOTHING}}<p class="notice">[[The desk is as the file says already.]]</p>{{/NOTHING}}
<ul class="plan">
{{#ITEM}}
<li class="plan__item"><span class="chip{{#MAKE}} chip--resolved{{/MAKE}}{{#CHANGE}} chip--open{{/CHANGE}}{{#REMOVE}} chip--urgent{{/REMOVE}}">{{#MAKE}}[[Make]]{{/MAKE}}{{#CHANGE}}[[Change]]{{/CHANGE}}{{#REMOVE}}[[Remove]]{{/REMOVE}}{{#KEEP}}[[Keep]]{{/KEEP}}</span> <code>{{WHAT}}</code> <strong dir="auto">{{NAME}}</strong>
<ul class="plan__lines">{{#LINE}}<li class="{{#ADDED}}plan__line plan__line--added{{/ADDED}}{{#TAKEN}}plan__line plan__line--taken{{/TAKEN}}"><span class="hidden">{{#ADDED}}[[New:]] {{/ADDED}}{{#TAKEN}}[[Before:]] {{/TAKEN}}</span><code>{{TEXT}}</code></li>{{/LINE}}</ul></li>
{{/ITEM}}
</ul>
{{#MORE}}<p class="muted">[[And {{COUNT}} more.]]</p>{{/MORE}}
{{#APPLY}}
<form class="form card" method="post" action="/settings" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-apply">
<input type="hidden" name="seen" value="{{SEEN}}">
{{#REMOVE_ON}}<input type="hidden" name="remove" value="1">{{/REMOVE_ON}}
{{#OPEN_ON}}<input type="hidden" name="open" value="1">{{/OPEN_ON}}
<textarea name="text" hidden>
{{TEXT_XML:pre_escape}}</textarea>
<p>[[All of it, or nothing. Each change is in the audit log.]]</p>
<div class="form__end"><button class="button button--main" type="submit" name="deed" value="apply">[[Apply the file]]</button> <a class="button button--quiet" href="/settings">[[Leave it]]</a></div>
</form>
{{/APPLY}}
</section>
{{/PLAN}}
<section class="section" aria-labelledby="import">
<h2 id="import">[[Import a file]]</h2>
<form class="form card" method="post" action="/settings" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="once" value="{{ONCE}}-look">
<div class="field">
<label class="field__label" for="file">[[File of settings]]</label>
<p class="field__hint" id="file-hint">[[Up to 1 MiB here; larger ones from the shell. You see what it would do before anything is stored.]]</p>
{{#FILE_ERROR}}<p class="field__error" id="file-error">{{TEXT}}</p>{{/FILE_ERROR}}
<input class="input" type="file" id="file" name="file" accept=".xml,application/xml,text/xml" required aria-describedby="file-hint{{#FILE_ERROR}} file-error{{/FILE_ERROR}}"{{#FILE_ERROR}} aria-invalid="true"{{/FILE_ERROR}}>
</div>
<label class="pick"><input type="checkbox" name="remove" value="1"{{#REMOVE_ON}} checked{{/REMOVE_ON}}>[[Archive what the file does not have, and take such rules away]]</label>
<label class="pick"><input type="checkbox" name="open" value="1"{{#OPEN_ON}} checked{{/OPEN_ON}}>[[Levels and business hours that change are for open tickets, too]]</label>
<div class="form__end"><button class="button button--main" type="submit" name="deed" value="look">[[See what it would do]]</button></div>
</form>
</section>
</div>
</div>
