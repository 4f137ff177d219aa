{{%AUTOESCAPE context="HTML"}}
{{!
  What was wrong with a form, above it. Include it as ERRORS when a form came
  back; show INVALID in the layout too.

  Sections
    ERROR         many: FIELD, the input's id ("subject"); TEXT, what to do
}}
<section class="errors" role="alert" aria-labelledby="errors-title" tabindex="-1" data-focus>
<h2 class="errors__title" id="errors-title">[[Please check this]]</h2>
<ul class="errors__list">
{{#ERROR}}<li><a href="#{{FIELD}}">{{TEXT}}</a></li>
{{/ERROR}}
</ul>
</section>
