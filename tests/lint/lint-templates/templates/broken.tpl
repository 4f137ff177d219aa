{{%AUTOESCAPE context="HTML"}}
<p title=a{{NAME}}>{{#OPEN}}</p>
