{{%AUTOESCAPE context="HTML"}}
{{!
  Open tickets that are still to follow a new version. Include it as PROGRESS.

  Variables
    DONE, LEFT, ALL   tickets
    PAGE_URL        of this page, to look again
}}
<div class="notice apply__progress" role="status">
<p><label for="apply-progress">[[The newest version is being carried over to open tickets. So far: {{DONE}}, still to come: {{LEFT}}.]]</label></p>
<progress id="apply-progress" value="{{DONE}}" max="{{ALL}}"></progress>
<p class="muted">[[Until a ticket is reached, its page says that its promises are being recalculated.]] <a href="{{PAGE_URL}}">[[Look again]]</a></p>
</div>
