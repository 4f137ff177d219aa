{{%AUTOESCAPE context="HTML"}}
<p>ÿ</p>
