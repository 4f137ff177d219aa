{{%AUTOESCAPE context="HTML"}}
{{!
  The fields about a member of staff. Include it as FIELDS in a form.

  Variables
    NAME, EMAIL, HOME_ZONE    as stored or as typed
    NAME_MAX "100"  EMAIL_MAX "254"  ZONE_MAX "64"
  Sections, one for each role, always shown
    CUSTOMER READER AGENT MANAGER ADMIN_ROLE OWNER, in each:
      CHECKED     they have it, or it was ticked
      FIXED       not the viewer's to give or take; KEEP: they have it
  Section
    DEPARTMENT    many: OID, DEPARTMENT_NAME, CHECKED (section)
  When the form comes back
    NAME_ERROR, EMAIL_ERROR, HOME_ZONE_ERROR, ROLE_ERROR: TEXT each
    NAME_NOW, EMAIL_NOW, HOME_ZONE_NOW: TEXT each, what somebody else wrote
}}
<div class="field">
<label class="field__label" for="name">[[Name]]</label>
{{#NAME_ERROR}}<p class="field__error" id="name-error">{{TEXT}}</p>{{/NAME_ERROR}}
{{#NAME_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/NAME_NOW}}
<input class="input" type="text" dir="auto" id="name" name="name" value="{{NAME}}" required maxlength="{{NAME_MAX}}" autocomplete="off"{{#NAME_ERROR}} aria-invalid="true" aria-describedby="name-error"{{/NAME_ERROR}}>
</div>
<div class="field">
<label class="field__label" for="email">[[E-mail address]]</label>
<p class="field__hint" id="email-hint">[[They sign in with it.]]</p>
{{#EMAIL_ERROR}}<p class="field__error" id="email-error">{{TEXT}}</p>{{/EMAIL_ERROR}}
{{#EMAIL_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/EMAIL_NOW}}
<input class="input" type="email" id="email" name="email" value="{{EMAIL}}" required maxlength="{{EMAIL_MAX}}" autocomplete="off" aria-describedby="email-hint{{#EMAIL_ERROR}} email-error{{/EMAIL_ERROR}}"{{#EMAIL_ERROR}} aria-invalid="true"{{/EMAIL_ERROR}}>
</div>
<fieldset class="field choices" id="role"{{#ROLE_ERROR}} aria-describedby="role-error"{{/ROLE_ERROR}}>
<legend class="field__label">[[What they may do]]</legend>
{{#ROLE_ERROR}}<p class="field__error" id="role-error">{{TEXT}}</p>{{/ROLE_ERROR}}
{{#AGENT}}<label class="choice"><input class="choice__input" type="checkbox" name="role_agent" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Agent]]</span> <span class="choice__why">[[Answers tickets of their departments, and those assigned to them.]]</span></label>{{#KEEP}}<input type="hidden" name="role_agent" value="1">{{/KEEP}}{{/AGENT}}
{{#READER}}<label class="choice"><input class="choice__input" type="checkbox" name="role_reader" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Read-only]]</span> <span class="choice__why">[[Reads tickets and reports of their departments, writes nothing.]]</span></label>{{#KEEP}}<input type="hidden" name="role_reader" value="1">{{/KEEP}}{{/READER}}
{{#MANAGER}}<label class="choice"><input class="choice__input" type="checkbox" name="role_manager" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Manager]]</span> <span class="choice__why">[[Reads every ticket and every report, keeps customers and companies.]]</span></label>{{#KEEP}}<input type="hidden" name="role_manager" value="1">{{/KEEP}}{{/MANAGER}}
{{#ADMIN_ROLE}}<label class="choice"><input class="choice__input" type="checkbox" name="role_admin" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Admin]]</span> <span class="choice__why">[[Does all of this everywhere, and sets the desk up: people, departments, tags.]]</span></label>{{#KEEP}}<input type="hidden" name="role_admin" value="1">{{/KEEP}}{{/ADMIN_ROLE}}
{{#OWNER}}<label class="choice"><input class="choice__input" type="checkbox" name="role_owner" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Owner]]</span> <span class="choice__why">[[An admin whom no admin can change. Only an owner makes another one.]]</span></label>{{#KEEP}}<input type="hidden" name="role_owner" value="1">{{/KEEP}}{{/OWNER}}
{{#CUSTOMER}}<label class="choice"><input class="choice__input" type="checkbox" name="role_customer" value="1"{{#CHECKED}} checked{{/CHECKED}}{{#FIXED}} disabled{{/FIXED}}><span class="choice__name">[[Customer]]</span> <span class="choice__why">[[Asks for help, too.]]</span></label>{{#KEEP}}<input type="hidden" name="role_customer" value="1">{{/KEEP}}{{/CUSTOMER}}
</fieldset>
<fieldset class="field" id="department">
<legend class="field__label">[[Departments]]</legend>
<p class="field__hint">[[Where they work. Admins and owners work everywhere.]]</p>
{{#DEPARTMENT}}<label class="pick"><input type="checkbox" name="department" value="{{OID}}"{{#CHECKED}} checked{{/CHECKED}}><span dir="auto">{{DEPARTMENT_NAME}}</span></label>
{{/DEPARTMENT}}
</fieldset>
<div class="field">
<label class="field__label" for="home_zone">[[Time zone]]</label>
<p class="field__hint" id="home_zone-hint">[[Every time they see is in this zone. Write it as Europe/Berlin.]]</p>
{{#HOME_ZONE_ERROR}}<p class="field__error" id="home_zone-error">{{TEXT}}</p>{{/HOME_ZONE_ERROR}}
{{#HOME_ZONE_NOW}}<p class="field__hint">[[It is now:]] {{TEXT}}</p>{{/HOME_ZONE_NOW}}
<input class="input" type="text" id="home_zone" name="zone" value="{{HOME_ZONE}}" required maxlength="{{ZONE_MAX}}" spellcheck="false" autocapitalize="off" aria-describedby="home_zone-hint{{#HOME_ZONE_ERROR}} home_zone-error{{/HOME_ZONE_ERROR}}"{{#HOME_ZONE_ERROR}} aria-invalid="true"{{/HOME_ZONE_ERROR}}>
</div>
