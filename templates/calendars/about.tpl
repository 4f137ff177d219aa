{{%AUTOESCAPE context="HTML"}}
{{!
  What a difference between two versions is about: one of ZONE, ALWAYS, WINDOW,
  CLOSURE, RULE, SPECIAL, YEARS.
}}
{{#ZONE}}[[Time zone]]{{/ZONE}}{{#ALWAYS}}[[Hours]]{{/ALWAYS}}{{#WINDOW}}[[Week]]{{/WINDOW}}{{#CLOSURE}}[[Day off]]{{/CLOSURE}}{{#RULE}}[[Every year]]{{/RULE}}{{#SPECIAL}}[[Special hours]]{{/SPECIAL}}{{#YEARS}}[[Days of every year, until]]{{/YEARS}}
