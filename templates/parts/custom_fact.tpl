{{%AUTOESCAPE context="HTML"}}
{{!
  What stands in a custom field, to be read. Include it as CUSTOM_FACT, many, in
  a <dl class="properties">.

  Variables
    NAME          what the field is called
  One of
    VALUE         TEXT: a text, a number, a date, names of choices
    YES           the flag is set
}}
<div><dt dir="auto">{{NAME}}</dt><dd dir="auto">{{#VALUE}}{{TEXT}}{{/VALUE}}{{#YES}}[[Yes]]{{/YES}}</dd></div>
