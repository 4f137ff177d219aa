{{%AUTOESCAPE context="HTML"}}
{{!
  The words of rules: fields, operators, choices, what rules do and what sets
  them off. Each section is one, read once at start (web/rule_words.h); the
  order in which they stand in a sentence is that of parts/rule_condition.tpl
  and parts/rule_action.tpl. Of what is done there are two: as a sentence goes
  on (DO), and to choose from (DEED).
}}
{{#FIELD_SOURCE}}[[source]]{{/FIELD_SOURCE}}
{{#FIELD_STATUS}}[[status]]{{/FIELD_STATUS}}
{{#FIELD_CREATED}}[[creation]]{{/FIELD_CREATED}}
{{#FIELD_CHANGED}}[[last change]]{{/FIELD_CHANGED}}
{{#FIELD_DELETED}}[[time of deletion]]{{/FIELD_DELETED}}
{{#FIELD_REFERRER}}[[start page]]{{/FIELD_REFERRER}}
{{#FIELD_PRIORITY}}[[priority]]{{/FIELD_PRIORITY}}
{{#FIELD_MESSAGE}}[[last message]]{{/FIELD_MESSAGE}}
{{#FIELD_AGENT_STATUS}}[[agent status]]{{/FIELD_AGENT_STATUS}}
{{#FIELD_CUSTOM}}[[custom field]]{{/FIELD_CUSTOM}}
{{#FIELD_DEPARTMENT}}[[department]]{{/FIELD_DEPARTMENT}}
{{#FIELD_ASSIGNEE}}[[agent]]{{/FIELD_ASSIGNEE}}
{{#FIELD_GROUPS}}[[customer groups]]{{/FIELD_GROUPS}}
{{#FIELD_INVITED}}[[created from an invitation]]{{/FIELD_INVITED}}
{{#FIELD_TAGS}}[[tags]]{{/FIELD_TAGS}}
{{#FIELD_LEVEL}}[[SLA level]]{{/FIELD_LEVEL}}
{{#FIELD_SUBJECT}}[[subject]]{{/FIELD_SUBJECT}}
{{#FIELD_REQUESTER}}[[customer]]{{/FIELD_REQUESTER}}
{{#FIELD_COMPANY}}[[company]]{{/FIELD_COMPANY}}
{{#FIELD_LANGUAGE}}[[language]]{{/FIELD_LANGUAGE}}
{{#FIELD_MESSAGE_BY}}[[last message by]]{{/FIELD_MESSAGE_BY}}
{{#FIELD_STATUS_SINCE}}[[status since]]{{/FIELD_STATUS_SINCE}}
{{#FIELD_DUE}}[[next deadline]]{{/FIELD_DUE}}
{{#DUE_FIRST_ANSWER}}[[deadline of the first answer]]{{/DUE_FIRST_ANSWER}}
{{#DUE_NEXT_ANSWER}}[[deadline of the next answer]]{{/DUE_NEXT_ANSWER}}
{{#DUE_FIRST_ASSIGN}}[[deadline of the first assignment]]{{/DUE_FIRST_ASSIGN}}
{{#DUE_RESOLUTION}}[[deadline of the resolution]]{{/DUE_RESOLUTION}}
{{#DUE_CHAT_ANSWER}}[[deadline of the answer in a chat]]{{/DUE_CHAT_ANSWER}}
{{#DUE_CALL_ANSWER}}[[deadline of the answer to a call]]{{/DUE_CALL_ANSWER}}
{{#DUE_KEEP_INFORMED}}[[deadline of keeping informed]]{{/DUE_KEEP_INFORMED}}
{{#OP_IS}}[[is]]{{/OP_IS}}
{{#OP_IS_NOT}}[[is not]]{{/OP_IS_NOT}}
{{#OP_IS_ONE_OF}}[[is one of]]{{/OP_IS_ONE_OF}}
{{#OP_IS_NONE_OF}}[[is none of]]{{/OP_IS_NONE_OF}}
{{#OP_IS_EMPTY}}[[is empty]]{{/OP_IS_EMPTY}}
{{#OP_IS_NOT_EMPTY}}[[is not empty]]{{/OP_IS_NOT_EMPTY}}
{{#OP_HAVE_ANY}}[[contain any of]]{{/OP_HAVE_ANY}}
{{#OP_HAVE_NONE}}[[contain none of]]{{/OP_HAVE_NONE}}
{{#OP_HAVE_ALL}}[[contain all of]]{{/OP_HAVE_ALL}}
{{#OP_HAVE_NOT_ALL}}[[do not contain all of]]{{/OP_HAVE_NOT_ALL}}
{{#OP_HAVE}}[[contain]]{{/OP_HAVE}}
{{#OP_HAVE_NOT}}[[do not contain]]{{/OP_HAVE_NOT}}
{{#OP_ARE_NONE}}[[are none]]{{/OP_ARE_NONE}}
{{#OP_ARE_SOME}}[[are there]]{{/OP_ARE_SOME}}
{{#OP_HAS_ANY}}[[contains any of]]{{/OP_HAS_ANY}}
{{#OP_HAS_NONE}}[[contains none of]]{{/OP_HAS_NONE}}
{{#OP_HAS_ALL}}[[contains all of]]{{/OP_HAS_ALL}}
{{#OP_HAS_NOT_ALL}}[[does not contain all of]]{{/OP_HAS_NOT_ALL}}
{{#OP_HAS}}[[contains]]{{/OP_HAS}}
{{#OP_HAS_NOT}}[[does not contain]]{{/OP_HAS_NOT}}
{{#OP_STARTS}}[[begins with]]{{/OP_STARTS}}
{{#OP_STARTS_NOT}}[[does not begin with]]{{/OP_STARTS_NOT}}
{{#OP_ENDS}}[[ends with]]{{/OP_ENDS}}
{{#OP_ENDS_NOT}}[[does not end with]]{{/OP_ENDS_NOT}}
{{#OP_MATCHES}}[[matches the pattern]]{{/OP_MATCHES}}
{{#OP_MATCHES_NOT}}[[does not match the pattern]]{{/OP_MATCHES_NOT}}
{{#OP_LESS}}[[is less than]]{{/OP_LESS}}
{{#OP_LESS_NOT}}[[is not less than]]{{/OP_LESS_NOT}}
{{#OP_GREATER}}[[is greater than]]{{/OP_GREATER}}
{{#OP_GREATER_NOT}}[[is not greater than]]{{/OP_GREATER_NOT}}
{{#OP_BEFORE}}[[is before]]{{/OP_BEFORE}}
{{#OP_BEFORE_NOT}}[[is not before]]{{/OP_BEFORE_NOT}}
{{#OP_AFTER}}[[is after]]{{/OP_AFTER}}
{{#OP_AFTER_NOT}}[[is not after]]{{/OP_AFTER_NOT}}
{{#OP_LAST}}[[is within the last]]{{/OP_LAST}}
{{#OP_LAST_NOT}}[[is not within the last]]{{/OP_LAST_NOT}}
{{#OP_NEXT}}[[is within the next]]{{/OP_NEXT}}
{{#OP_NEXT_NOT}}[[is not within the next]]{{/OP_NEXT_NOT}}
{{#OP_AGO}}[[is longer ago than]]{{/OP_AGO}}
{{#OP_AGO_NOT}}[[is not longer ago than]]{{/OP_AGO_NOT}}
{{#OP_NOBODY}}[[is nobody]]{{/OP_NOBODY}}
{{#OP_SOMEBODY}}[[is somebody]]{{/OP_SOMEBODY}}
{{#SOURCE_FORM}}[[form]]{{/SOURCE_FORM}}
{{#SOURCE_MAIL}}[[e-mail]]{{/SOURCE_MAIL}}
{{#SOURCE_CHAT}}[[chat]]{{/SOURCE_CHAT}}
{{#SOURCE_PHONE}}[[phone]]{{/SOURCE_PHONE}}
{{#SOURCE_API}}[[API]]{{/SOURCE_API}}
{{#SOURCE_AGENT}}[[agent]]{{/SOURCE_AGENT}}
{{#SOURCE_SELF_SERVICE}}[[self-service]]{{/SOURCE_SELF_SERVICE}}
{{#SOURCE_IVR}}[[phone menu]]{{/SOURCE_IVR}}
{{#SOURCE_DIRECT}}[[direct]]{{/SOURCE_DIRECT}}
{{#STATUS_NEW}}[[New]]{{/STATUS_NEW}}
{{#STATUS_OPEN}}[[Open]]{{/STATUS_OPEN}}
{{#STATUS_ANSWERED}}[[Answered]]{{/STATUS_ANSWERED}}
{{#STATUS_POSTPONED}}[[Postponed]]{{/STATUS_POSTPONED}}
{{#STATUS_RESOLVED}}[[Resolved]]{{/STATUS_RESOLVED}}
{{#STATUS_CLOSED}}[[Closed]]{{/STATUS_CLOSED}}
{{#STATUS_SPAM}}[[Spam]]{{/STATUS_SPAM}}
{{#STATUS_DELETED}}[[Deleted]]{{/STATUS_DELETED}}
{{#STATUS_CHATTING}}[[Chatting]]{{/STATUS_CHATTING}}
{{#STATUS_CALLING}}[[Calling]]{{/STATUS_CALLING}}
{{#STATUS_MERGED}}[[Merged]]{{/STATUS_MERGED}}
{{#PRIORITY_LOW}}[[Low]]{{/PRIORITY_LOW}}
{{#PRIORITY_NORMAL}}[[Normal]]{{/PRIORITY_NORMAL}}
{{#PRIORITY_HIGH}}[[High]]{{/PRIORITY_HIGH}}
{{#PRIORITY_URGENT}}[[Urgent]]{{/PRIORITY_URGENT}}
{{#PRESENCE_ONLINE}}[[online]]{{/PRESENCE_ONLINE}}
{{#PRESENCE_PAUSED}}[[paused]]{{/PRESENCE_PAUSED}}
{{#PRESENCE_AWAY}}[[away]]{{/PRESENCE_AWAY}}
{{#BY_CUSTOMER}}[[a customer]]{{/BY_CUSTOMER}}
{{#BY_STAFF}}[[staff]]{{/BY_STAFF}}
{{#FLAG_YES}}[[yes]]{{/FLAG_YES}}
{{#FLAG_NO}}[[no]]{{/FLAG_NO}}
{{#DO_TELL_AGENT}}[[tell its agent]]{{/DO_TELL_AGENT}}
{{#DO_TELL_DEPARTMENT}}[[tell the agents of its department]]{{/DO_TELL_DEPARTMENT}}
{{#DO_TELL_MANAGERS}}[[tell the managers of its department]]{{/DO_TELL_MANAGERS}}
{{#DO_TELL_ALL_MANAGERS}}[[tell all managers]]{{/DO_TELL_ALL_MANAGERS}}
{{#DO_TELL_ADDRESS}}[[write to]]{{/DO_TELL_ADDRESS}}
{{#DO_PRIORITY}}[[set the priority to]]{{/DO_PRIORITY}}
{{#DO_ASSIGN}}[[assign it to]]{{/DO_ASSIGN}}
{{#DO_TRANSFER}}[[move it to]]{{/DO_TRANSFER}}
{{#DO_TAG}}[[add the tag]]{{/DO_TAG}}
{{#DO_UNTAG}}[[take off the tag]]{{/DO_UNTAG}}
{{#DO_NOTE}}[[add a note]]{{/DO_NOTE}}
{{#DO_LEVEL}}[[SLA level]]{{/DO_LEVEL}}
{{#DO_CALL}}[[call]]{{/DO_CALL}}
{{#DO_RESOLVE}}[[resolve it]]{{/DO_RESOLVE}}
{{#DO_CLOSE}}[[close it]]{{/DO_CLOSE}}
{{#DO_REOPEN}}[[open it again]]{{/DO_REOPEN}}
{{#DO_POSTPONE}}[[postpone it for]]{{/DO_POSTPONE}}
{{#DO_MARK_ANSWERED}}[[mark it as answered]]{{/DO_MARK_ANSWERED}}
{{#DO_SPAM}}[[mark it as spam]]{{/DO_SPAM}}
{{#DO_DELETE}}[[delete it]]{{/DO_DELETE}}
{{#DO_FIELD}}[[fill in]]{{/DO_FIELD}}
{{#DO_ANSWER}}[[send an answer]]{{/DO_ANSWER}}
{{#DO_TELL_PERSON}}[[tell]]{{/DO_TELL_PERSON}}
{{#DEED_TELL_AGENT}}[[Tell its agent]]{{/DEED_TELL_AGENT}}
{{#DEED_TELL_DEPARTMENT}}[[Tell the agents of its department]]{{/DEED_TELL_DEPARTMENT}}
{{#DEED_TELL_MANAGERS}}[[Tell the managers of its department]]{{/DEED_TELL_MANAGERS}}
{{#DEED_TELL_ALL_MANAGERS}}[[Tell all managers]]{{/DEED_TELL_ALL_MANAGERS}}
{{#DEED_TELL_ADDRESS}}[[Write to an address]]{{/DEED_TELL_ADDRESS}}
{{#DEED_PRIORITY}}[[Set the priority]]{{/DEED_PRIORITY}}
{{#DEED_ASSIGN}}[[Assign it]]{{/DEED_ASSIGN}}
{{#DEED_TRANSFER}}[[Move it to a department]]{{/DEED_TRANSFER}}
{{#DEED_TAG}}[[Add a tag]]{{/DEED_TAG}}
{{#DEED_UNTAG}}[[Take off a tag]]{{/DEED_UNTAG}}
{{#DEED_NOTE}}[[Add a note]]{{/DEED_NOTE}}
{{#DEED_LEVEL}}[[Change SLA level]]{{/DEED_LEVEL}}
{{#DEED_CALL}}[[Call a URL]]{{/DEED_CALL}}
{{#DEED_RESOLVE}}[[Resolve it]]{{/DEED_RESOLVE}}
{{#DEED_CLOSE}}[[Close it]]{{/DEED_CLOSE}}
{{#DEED_REOPEN}}[[Open it again]]{{/DEED_REOPEN}}
{{#DEED_POSTPONE}}[[Postpone it]]{{/DEED_POSTPONE}}
{{#DEED_MARK_ANSWERED}}[[Mark it as answered]]{{/DEED_MARK_ANSWERED}}
{{#DEED_SPAM}}[[Mark it as spam]]{{/DEED_SPAM}}
{{#DEED_DELETE}}[[Delete it]]{{/DEED_DELETE}}
{{#DEED_FIELD}}[[Fill in a field]]{{/DEED_FIELD}}
{{#DEED_ANSWER}}[[Send an answer]]{{/DEED_ANSWER}}
{{#DEED_TELL_PERSON}}[[Tell a person]]{{/DEED_TELL_PERSON}}
{{#ON_CREATED}}[[it is created]]{{/ON_CREATED}}
{{#ON_CUSTOMER_MESSAGE}}[[a customer writes]]{{/ON_CUSTOMER_MESSAGE}}
{{#ON_STAFF_MESSAGE}}[[staff answer]]{{/ON_STAFF_MESSAGE}}
{{#ON_NOTE}}[[a note is added]]{{/ON_NOTE}}
{{#ON_STATUS}}[[its status changes]]{{/ON_STATUS}}
{{#ON_ASSIGNED}}[[it is assigned]]{{/ON_ASSIGNED}}
{{#ON_TAGS}}[[its tags change]]{{/ON_TAGS}}
{{#ON_PRIORITY}}[[its priority changes]]{{/ON_PRIORITY}}
{{#ON_FIELD}}[[one of its fields changes]]{{/ON_FIELD}}
{{#ON_DEPARTMENT}}[[it is moved]]{{/ON_DEPARTMENT}}
{{#ON_RATED}}[[it is rated]]{{/ON_RATED}}
{{#ON_MERGED}}[[another is merged into it]]{{/ON_MERGED}}
{{#ON_SPLIT}}[[it is split off]]{{/ON_SPLIT}}
{{#ON_RESTORED}}[[it comes back]]{{/ON_RESTORED}}
{{#NOBODY}}[[nobody]]{{/NOBODY}}
{{#NO_LEVEL}}[[none]]{{/NO_LEVEL}}
{{#NONE}}[[none]]{{/NONE}}
{{#OPEN_END}}[[open end]]{{/OPEN_END}}
{{#MINUTES}}[[minutes]]{{/MINUTES}}
{{#HOURS}}[[hours]]{{/HOURS}}
{{#DAYS}}[[days]]{{/DAYS}}
{{#EMPTIED}}[[(empty)]]{{/EMPTIED}}
{{#GONE}}[[(gone)]]{{/GONE}}
{{#OF_TICKETS}}[[of the ticket]]{{/OF_TICKETS}}
{{#OF_CUSTOMERS}}[[of the customer]]{{/OF_CUSTOMERS}}
{{#OF_COMPANIES}}[[of the company]]{{/OF_COMPANIES}}
