{{%AUTOESCAPE context="HTML"}}
{{!
  The rail beside the pages about people and what they have. Include it as
  ADMIN in a <div class="desk">, before the page.

  One of (where we are)
    AT_LEVELS
    AT_PEOPLE AT_DEPARTMENTS AT_TAGS AT_GROUPS AT_FIELDS AT_RULES AT_CALENDARS AT_CUSTOMERS AT_COMPANIES AT_CALLS AT_SETTINGS AT_AUDIT
  Section
    SET_UP        the viewer sets the desk up
    SLA           the viewer reads how promises are made
}}
<nav class="rail" aria-label="[[Set-up]]">
<h2 class="rail__title">[[Set-up]]</h2>
<ul class="rail__list">
{{#SLA}}
<li><a class="rail__link" href="/levels"{{#AT_LEVELS}} aria-current="page"{{/AT_LEVELS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#flag"></use></svg><span class="rail__name">[[Levels]]</span></a></li>
<li><a class="rail__link" href="/calendars"{{#AT_CALENDARS}} aria-current="page"{{/AT_CALENDARS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#wait"></use></svg><span class="rail__name">[[Business hours]]</span></a></li>
<li><a class="rail__link" href="/rules"{{#AT_RULES}} aria-current="page"{{/AT_RULES}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#flag"></use></svg><span class="rail__name">[[Rules]]</span></a></li>
{{/SLA}}
{{#SET_UP}}
<li><a class="rail__link" href="/people"{{#AT_PEOPLE}} aria-current="page"{{/AT_PEOPLE}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#people"></use></svg><span class="rail__name">[[People]]</span></a></li>
<li><a class="rail__link" href="/departments"{{#AT_DEPARTMENTS}} aria-current="page"{{/AT_DEPARTMENTS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#team"></use></svg><span class="rail__name">[[Departments]]</span></a></li>
<li><a class="rail__link" href="/tags"{{#AT_TAGS}} aria-current="page"{{/AT_TAGS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#tag"></use></svg><span class="rail__name">[[Tags]]</span></a></li>
<li><a class="rail__link" href="/groups"{{#AT_GROUPS}} aria-current="page"{{/AT_GROUPS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#people"></use></svg><span class="rail__name">[[Groups]]</span></a></li>
<li><a class="rail__link" href="/fields"{{#AT_FIELDS}} aria-current="page"{{/AT_FIELDS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#list"></use></svg><span class="rail__name">[[Fields]]</span></a></li>
{{/SET_UP}}
<li><a class="rail__link" href="/customers"{{#AT_CUSTOMERS}} aria-current="page"{{/AT_CUSTOMERS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#person"></use></svg><span class="rail__name">[[Customers]]</span></a></li>
<li><a class="rail__link" href="/companies"{{#AT_COMPANIES}} aria-current="page"{{/AT_COMPANIES}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#company"></use></svg><span class="rail__name">[[Companies]]</span></a></li>
{{#SLA}}
<li><a class="rail__link" href="/calls"{{#AT_CALLS}} aria-current="page"{{/AT_CALLS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#next"></use></svg><span class="rail__name">[[Calls]]</span></a></li>
{{#SET_UP}}<li><a class="rail__link" href="/settings"{{#AT_SETTINGS}} aria-current="page"{{/AT_SETTINGS}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#gear"></use></svg><span class="rail__name">[[Settings]]</span></a></li>
{{/SET_UP}}<li><a class="rail__link" href="/audit"{{#AT_AUDIT}} aria-current="page"{{/AT_AUDIT}}><svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><use href="/static/icons/sprite.svg#log"></use></svg><span class="rail__name">[[Audit log]]</span></a></li>
{{/SLA}}
</ul>
</nav>
