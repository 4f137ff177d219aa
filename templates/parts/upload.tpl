{{%AUTOESCAPE context="HTML"}}
{{!
  A field for files inside a form. Include it as UPLOAD. The form needs
  enctype="multipart/form-data": without script the files go with it, and what
  is of the form itself (csrf, once) has to stand before them. With script they
  go ahead, one by one (static/js/uploads.js); the <template> is a row of that
  list, whose state is its class: file--sending (shows the progress),
  file--ready, file--failed (shows the error).

  Variables
    FIELD_ID      of the input: "reply-files"
    DRAFT         which form the files are for, sent as "draft"
    FILES_MAX "20"   SIZE_MAX "25 MB"   TOTAL_MAX "50 MB"   what is taken
    FILE_BYTES, TOTAL_BYTES   the same as numbers
  Sections
    READY         many: came with an earlier try of this form and is kept,
                  unless its tick is taken away: NAME, SIZE, TOKEN (sent as
                  "upload")
    FILES_ERROR   TEXT
}}
<div class="upload" data-upload data-files-max="{{FILES_MAX}}" data-file-bytes="{{FILE_BYTES}}" data-total-bytes="{{TOTAL_BYTES}}" data-word-many="[[At most {{FILES_MAX}} files with one message, please.]]" data-word-large="[[At most {{SIZE_MAX}} a file, please.]]" data-word-total="[[At most {{TOTAL_MAX}} of files with one message, please.]]" data-word-failed="[[The file did not arrive. Please choose it again.]]" data-word-ended="[[Your session has ended. Sign in again in another tab, then choose the file once more.]]" data-word-sending="[[sent]]" data-word-ready="[[is ready]]" data-word-off="[[is not sent]]" data-word-wait="[[Please wait until the files are there.]]" data-word-mb="[[MB]]" data-word-kb="[[KB]]" data-word-bytes="[[B]]">
<label class="field__label" for="{{FIELD_ID}}">[[Files]]</label>
<p class="field__hint" id="{{FIELD_ID}}-hint">[[Up to {{FILES_MAX}}, at most {{SIZE_MAX}} each and {{TOTAL_MAX}} together.]]</p>
{{#FILES_ERROR}}<p class="field__error" id="{{FIELD_ID}}-error">{{TEXT}}</p>{{/FILES_ERROR}}
<input type="hidden" name="draft" value="{{DRAFT}}">
<ul class="upload__list" data-upload-list aria-label="[[Chosen files]]">{{#READY}}<li class="file file--ready"><span class="file__mark" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#met"></use></svg></span><span class="file__what"><span class="file__name" dir="auto">{{NAME}}</span><span class="file__size">{{SIZE}}</span></span><label class="pick"><input type="checkbox" name="upload" value="{{TOKEN}}" checked> [[Send]]</label></li>{{/READY}}</ul>
<input class="upload__field" type="file" id="{{FIELD_ID}}" name="file" multiple aria-describedby="{{FIELD_ID}}-hint{{#FILES_ERROR}} {{FIELD_ID}}-error{{/FILES_ERROR}}"{{#FILES_ERROR}} aria-invalid="true"{{/FILES_ERROR}}>
<p class="hidden" role="status" data-upload-says></p>
<template data-upload-row><li class="file file--sending"><span class="file__mark" aria-hidden="true"><svg class="icon" viewBox="0 0 20 20" width="22" height="22"><use href="/static/icons/sprite.svg#file"></use></svg></span><span class="file__what"><span class="file__name" dir="auto"></span><span class="file__size"></span><progress class="file__progress" max="100" value="0" aria-label="[[Sent so far]]"></progress><span class="file__error" hidden></span></span><button class="file__off" type="button" aria-label="[[Do not send this file]]"><svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><use href="/static/icons/sprite.svg#missed"></use></svg></button></li></template>
<script type="module" src="/static/js/uploads.js"></script>
</div>
