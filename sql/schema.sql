-- All tables as the migrations leave them. Made by "make schema", not by hand.

CREATE TABLE `applied_change` (
  `id` bigint(20) NOT NULL COMMENT 'without gaps, as they were kept',
  `level_id` bigint(20) DEFAULT NULL COMMENT 'whose version; NULL: of a calendar',
  `level_version_id` bigint(20) DEFAULT NULL,
  `calendar_id` bigint(20) DEFAULT NULL COMMENT 'whose version; NULL: of a level',
  `calendar_version_id` bigint(20) NOT NULL COMMENT 'with level_id: the newest of its calendar then; 0: 24x7',
  `at` bigint(20) NOT NULL,
  `by_id` bigint(20) DEFAULT NULL COMMENT 'NULL: the command line',
  `via` tinyint(4) NOT NULL COMMENT 'enum via',
  `tickets` int(11) NOT NULL DEFAULT 0 COMMENT 'that the sweeper brought to it',
  `moved` int(11) NOT NULL DEFAULT 0 COMMENT 'deadlines of these',
  `overdue` int(11) NOT NULL DEFAULT 0 COMMENT 'promises of these that it broke',
  `done_at` bigint(20) DEFAULT NULL COMMENT 'no open ticket was left',
  PRIMARY KEY (`id`),
  KEY `applied_change_done` (`done_at`),
  KEY `applied_change_level` (`level_id`),
  KEY `applied_change_level_version` (`level_version_id`),
  KEY `applied_change_calendar` (`calendar_id`),
  CONSTRAINT `applied_change_calendar` FOREIGN KEY (`calendar_id`) REFERENCES `calendar` (`id`),
  CONSTRAINT `applied_change_level` FOREIGN KEY (`level_id`) REFERENCES `level` (`id`),
  CONSTRAINT `applied_change_level_version` FOREIGN KEY (`level_version_id`) REFERENCES `level_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `attachment` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ticket_id` bigint(20) NOT NULL,
  `message_id` bigint(20) NOT NULL,
  `position` tinyint(4) NOT NULL,
  `name` varchar(255) NOT NULL COMMENT 'as it was called; never a path',
  `type` tinyint(4) NOT NULL COMMENT 'enum file_type',
  `size` bigint(20) NOT NULL,
  `hash` binary(32) NOT NULL,
  `person_id` bigint(20) DEFAULT NULL COMMENT 'who sent it',
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `attachment_oid` (`oid`),
  UNIQUE KEY `attachment_message` (`message_id`,`position`),
  KEY `attachment_ticket` (`ticket_id`,`message_id`),
  KEY `attachment_hash` (`hash`),
  KEY `attachment_person` (`person_id`,`created_at`),
  CONSTRAINT `attachment_hash` FOREIGN KEY (`hash`) REFERENCES `blob_file` (`hash`),
  CONSTRAINT `attachment_message` FOREIGN KEY (`message_id`) REFERENCES `message` (`id`),
  CONSTRAINT `attachment_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `audit` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `at` bigint(20) NOT NULL,
  `actor_kind` tinyint(4) NOT NULL COMMENT 'enum actor_kind',
  `actor_id` bigint(20) DEFAULT NULL COMMENT 'NULL: nobody who is known, as from the shell',
  `via` tinyint(4) NOT NULL COMMENT 'enum via',
  `request_id` char(16) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `object` tinyint(4) NOT NULL COMMENT 'enum audit_object: what kind of thing',
  `object_oid` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'which; empty: there is one alone',
  `name` varchar(300) NOT NULL COMMENT 'as it was called then',
  `was` mediumtext DEFAULT NULL COMMENT 'JSON; NULL: it was made',
  `became` mediumtext DEFAULT NULL COMMENT 'JSON; NULL: it was taken away',
  PRIMARY KEY (`id`),
  UNIQUE KEY `audit_oid` (`oid`),
  KEY `audit_at` (`at`),
  KEY `audit_object` (`object`,`at`),
  KEY `audit_about` (`object_oid`,`at`),
  KEY `audit_actor` (`actor_id`,`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `blob_file` (
  `hash` binary(32) NOT NULL COMMENT 'SHA-256',
  `size` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `used_at` bigint(20) NOT NULL COMMENT 'when somebody last uploaded it',
  PRIMARY KEY (`hash`),
  KEY `blob_file_used` (`used_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `calendar_oid` (`oid`),
  UNIQUE KEY `calendar_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar_closure` (
  `calendar_version_id` bigint(20) NOT NULL,
  `day` int(11) NOT NULL COMMENT 'local days since 1970-01-01',
  `from_minute` smallint(6) NOT NULL DEFAULT 0,
  `to_minute` smallint(6) NOT NULL DEFAULT 1440,
  `mode` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0 civil, 1 shift',
  `name` varchar(100) NOT NULL DEFAULT '',
  `rule` smallint(6) DEFAULT NULL COMMENT 'calendar_rule.position; NULL: of this date alone',
  PRIMARY KEY (`calendar_version_id`,`day`,`from_minute`,`to_minute`,`mode`),
  CONSTRAINT `calendar_closure_version` FOREIGN KEY (`calendar_version_id`) REFERENCES `calendar_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar_replacement` (
  `calendar_version_id` bigint(20) NOT NULL,
  `day` int(11) NOT NULL,
  `from_minute` smallint(6) NOT NULL,
  `to_minute` smallint(6) NOT NULL,
  PRIMARY KEY (`calendar_version_id`,`day`,`from_minute`),
  CONSTRAINT `calendar_replacement_version` FOREIGN KEY (`calendar_version_id`) REFERENCES `calendar_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar_rule` (
  `calendar_version_id` bigint(20) NOT NULL,
  `position` smallint(6) NOT NULL COMMENT 'from 0',
  `kind` tinyint(4) NOT NULL COMMENT '0 month and day, 1 nth weekday of a month, 2 Easter Sunday',
  `month` tinyint(4) NOT NULL DEFAULT 0,
  `day` tinyint(4) NOT NULL DEFAULT 0,
  `weekday` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0 Monday to 6 Sunday',
  `nth` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1 to 5; -1: the last, to -5',
  `offset_days` smallint(6) NOT NULL DEFAULT 0,
  `first_year` smallint(6) DEFAULT NULL,
  `last_year` smallint(6) DEFAULT NULL,
  `from_minute` smallint(6) NOT NULL DEFAULT 0,
  `to_minute` smallint(6) NOT NULL DEFAULT 1440,
  `mode` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0 civil, 1 shift',
  `name` varchar(100) NOT NULL DEFAULT '',
  PRIMARY KEY (`calendar_version_id`,`position`),
  CONSTRAINT `calendar_rule_version` FOREIGN KEY (`calendar_version_id`) REFERENCES `calendar_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar_version` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `calendar_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `zone` varchar(64) NOT NULL,
  `always_open` tinyint(4) NOT NULL DEFAULT 0 COMMENT '24x7',
  `created_at` bigint(20) NOT NULL,
  `created_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `calendar_version_number` (`calendar_id`,`number`),
  CONSTRAINT `calendar_version_calendar` FOREIGN KEY (`calendar_id`) REFERENCES `calendar` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `calendar_window` (
  `calendar_version_id` bigint(20) NOT NULL,
  `weekday` tinyint(4) NOT NULL COMMENT '0 Monday to 6 Sunday',
  `from_minute` smallint(6) NOT NULL,
  `to_minute` smallint(6) NOT NULL COMMENT 'above 1440: the next day',
  PRIMARY KEY (`calendar_version_id`,`weekday`,`from_minute`),
  CONSTRAINT `calendar_window_version` FOREIGN KEY (`calendar_version_id`) REFERENCES `calendar_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `call_switch` (
  `id` tinyint(4) NOT NULL COMMENT '1: there is one',
  `on_since` bigint(20) DEFAULT NULL COMMENT 'what was written before is not called',
  `beat_at` bigint(20) DEFAULT NULL COMMENT 'when duedesk-hook was last there',
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `call_target` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `host` varchar(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'small letters',
  `port` int(11) NOT NULL COMMENT '443 or 8443',
  `secret_number` int(11) NOT NULL DEFAULT 1 COMMENT 'of the secret that signs',
  `rotated_at` bigint(20) DEFAULT NULL COMMENT 'since when; the one before signs too, for a day',
  `failures` int(11) NOT NULL DEFAULT 0 COMMENT 'calls in a row that failed',
  `paused_until` bigint(20) DEFAULT NULL COMMENT 'after many of them',
  `created_at` bigint(20) NOT NULL,
  `removed_at` bigint(20) DEFAULT NULL COMMENT 'nothing goes there any more',
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `call_target_oid` (`oid`),
  UNIQUE KEY `call_target_host` (`host`,`port`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `call_try` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `outbox_id` bigint(20) NOT NULL,
  `target_id` bigint(20) DEFAULT NULL,
  `at` bigint(20) NOT NULL,
  `try` int(11) NOT NULL COMMENT 'which one; 0: it was not called',
  `outcome` tinyint(4) NOT NULL COMMENT 'enum call_outcome',
  `status` int(11) NOT NULL DEFAULT 0 COMMENT 'of HTTP; 0: none came',
  `ms` int(11) NOT NULL DEFAULT 0,
  `url` varchar(1000) NOT NULL COMMENT 'without what stands behind ?',
  `address` varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  `detail` varchar(200) NOT NULL DEFAULT '' COMMENT 'why it failed, as a library said',
  `answer` varchar(500) NOT NULL DEFAULT '' COMMENT 'how it begins',
  `next_at` bigint(20) DEFAULT NULL COMMENT 'when it is tried again',
  PRIMARY KEY (`id`),
  UNIQUE KEY `call_try_oid` (`oid`),
  KEY `call_try_at` (`at`,`id`),
  KEY `call_try_outcome` (`outcome`,`at`,`id`),
  KEY `call_try_outbox` (`outbox_id`,`id`),
  KEY `call_try_target` (`target_id`,`at`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `clock` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `ticket_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL,
  `cycle` int(11) NOT NULL,
  `state` tinyint(4) NOT NULL COMMENT 'enum clock_state',
  `standing` tinyint(4) GENERATED ALWAYS AS (`state` + if(`state` <= 1 and `breached_at` is not null,5,0)) STORED COMMENT 'state; 5 and 6: running and paused, but broken',
  `reason` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum clock_reason',
  `level_version_id` bigint(20) NOT NULL,
  `calendar_version_id` bigint(20) DEFAULT NULL COMMENT 'NULL: 24x7',
  `tz_version` varchar(16) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `start_level_version_id` bigint(20) NOT NULL,
  `start_calendar_version_id` bigint(20) DEFAULT NULL,
  `start_tz_version` varchar(16) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `started_at` bigint(20) NOT NULL,
  `first_due_at` bigint(20) DEFAULT NULL,
  `due_at` bigint(20) DEFAULT NULL COMMENT 'NULL while paused, or never (no open time)',
  `target` bigint(20) NOT NULL,
  `unit` tinyint(4) NOT NULL DEFAULT 0,
  `consumed` bigint(20) NOT NULL COMMENT 'up to since_at; all of it once stopped',
  `since_at` bigint(20) NOT NULL COMMENT 'start of its current segment',
  `paused_s` bigint(20) NOT NULL DEFAULT 0 COMMENT 'calendar seconds, ended pauses',
  `breached_at` bigint(20) DEFAULT NULL,
  `stopped_at` bigint(20) DEFAULT NULL,
  `counted_at` bigint(20) GENERATED ALWAYS AS (if(`state` in (2,4),`stopped_at`,if(`breached_at` is null and `state` = 3,`stopped_at`,`breached_at`))) STORED COMMENT 'where reports count it; NULL: runs, and is not broken',
  `margin` bigint(20) DEFAULT NULL COMMENT 'once met or missed: working seconds over due; negative: left',
  `next_at` bigint(20) DEFAULT NULL COMMENT 'earliest of its steps and due + 1',
  `steps_done` int(11) NOT NULL DEFAULT 0 COMMENT 'bits of steps fired or skipped',
  `department_id` bigint(20) NOT NULL,
  `agent_id` bigint(20) DEFAULT NULL COMMENT 'responsible',
  `resolver_id` bigint(20) DEFAULT NULL COMMENT 'who stopped it',
  `breach_department_id` bigint(20) DEFAULT NULL,
  `breach_agent_id` bigint(20) DEFAULT NULL,
  `requester_id` bigint(20) NOT NULL,
  `ticket_code` char(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `requester_name` varchar(100) NOT NULL,
  `department_name` varchar(100) NOT NULL,
  `agent_name` varchar(100) NOT NULL DEFAULT '',
  `level_name` varchar(100) NOT NULL,
  `promised` bigint(20) DEFAULT NULL COMMENT 'the target as its unit says it; NULL: as it is counted',
  `manual_at` bigint(20) DEFAULT NULL COMMENT 'due, set by hand',
  `stood_at` bigint(20) DEFAULT NULL COMMENT 'since when it stands still',
  `party` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum party: whom it waits for now',
  `excused` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum clock_excuse: it runs though its status would hold it',
  `waited_customer` bigint(20) NOT NULL DEFAULT 0 COMMENT 'of paused_s, for the customer',
  `waited_vendor` bigint(20) NOT NULL DEFAULT 0,
  `waited_team` bigint(20) NOT NULL DEFAULT 0,
  `waited_planned` bigint(20) NOT NULL DEFAULT 0,
  `calculated_at` bigint(20) DEFAULT NULL COMMENT 'while manual_at holds: due without it',
  PRIMARY KEY (`id`),
  UNIQUE KEY `clock_cycle` (`ticket_id`,`metric`,`cycle`),
  KEY `clock_next` (`next_at`),
  KEY `clock_level_version` (`level_version_id`,`state`),
  KEY `clock_calendar_version` (`calendar_version_id`,`state`),
  KEY `clock_running` (`state`,`breached_at`,`due_at`,`department_id`,`agent_id`,`metric`),
  KEY `clock_started` (`started_at`,`id`),
  KEY `clock_zone` (`state`,`tz_version`,`ticket_id`),
  KEY `log_started` (`metric`,`standing`,`started_at`,`id`),
  KEY `log_due` (`metric`,`standing`,`due_at`,`id`),
  KEY `log_counted` (`metric`,`standing`,`counted_at`,`id`),
  KEY `log_department_started` (`department_id`,`metric`,`standing`,`started_at`,`id`),
  KEY `log_department_due` (`department_id`,`metric`,`standing`,`due_at`,`id`),
  KEY `log_department_counted` (`department_id`,`metric`,`standing`,`counted_at`,`id`),
  KEY `log_agent_started` (`agent_id`,`metric`,`standing`,`started_at`,`id`,`department_id`),
  KEY `log_agent_due` (`agent_id`,`metric`,`standing`,`due_at`,`id`,`department_id`),
  KEY `log_agent_counted` (`agent_id`,`metric`,`standing`,`counted_at`,`id`,`department_id`),
  CONSTRAINT `clock_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `company` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `note` varchar(500) NOT NULL DEFAULT '' COMMENT 'staff alone read it',
  `created_at` bigint(20) NOT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `company_oid` (`oid`),
  UNIQUE KEY `company_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `company_field` (
  `company_id` bigint(20) NOT NULL,
  `field_id` bigint(20) NOT NULL,
  `choice_id` bigint(20) NOT NULL DEFAULT 0 COMMENT '0: it has no choices',
  `number` bigint(20) DEFAULT NULL COMMENT 'ten-thousandths; days since 1970; 1 of a flag',
  `text` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`company_id`,`field_id`,`choice_id`),
  KEY `company_field_choice` (`field_id`,`choice_id`,`company_id`),
  KEY `company_field_number` (`field_id`,`number`,`company_id`),
  CONSTRAINT `company_field_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `company_field_field` FOREIGN KEY (`field_id`) REFERENCES `field` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `customer_group` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `colour` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum colour',
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'nobody is put into it any more',
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `customer_group_oid` (`oid`),
  UNIQUE KEY `customer_group_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `customer_group_company` (
  `company_id` bigint(20) NOT NULL,
  `group_id` bigint(20) NOT NULL,
  PRIMARY KEY (`company_id`,`group_id`),
  KEY `customer_group_company_group` (`group_id`,`company_id`),
  CONSTRAINT `customer_group_company_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `customer_group_company_group` FOREIGN KEY (`group_id`) REFERENCES `customer_group` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `customer_group_person` (
  `person_id` bigint(20) NOT NULL,
  `group_id` bigint(20) NOT NULL,
  PRIMARY KEY (`person_id`,`group_id`),
  KEY `customer_group_person_group` (`group_id`,`person_id`),
  CONSTRAINT `customer_group_person_group` FOREIGN KEY (`group_id`) REFERENCES `customer_group` (`id`),
  CONSTRAINT `customer_group_person_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `department` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the first one''s is default',
  `name` varchar(100) NOT NULL,
  `public` tinyint(4) NOT NULL DEFAULT 1 COMMENT 'customers may choose it',
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `department_oid` (`oid`),
  UNIQUE KEY `department_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `department_member` (
  `department_id` bigint(20) NOT NULL,
  `person_id` bigint(20) NOT NULL,
  PRIMARY KEY (`department_id`,`person_id`),
  KEY `department_member_person` (`person_id`,`department_id`),
  CONSTRAINT `department_member_department` FOREIGN KEY (`department_id`) REFERENCES `department` (`id`),
  CONSTRAINT `department_member_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `desk` (
  `id` tinyint(4) NOT NULL CHECK (`id` = 1),
  `name` varchar(100) NOT NULL,
  `zone` varchar(64) NOT NULL COMMENT 'reports count by this zone''s days',
  `created_at` bigint(20) NOT NULL,
  `sandbox_at` bigint(20) DEFAULT NULL COMMENT 'since when it sends nothing outside; NULL: it is no sandbox',
  `sandbox_until` bigint(20) DEFAULT NULL COMMENT 'it was one: what outbox has from then never goes out',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `desk_closing` (
  `since` bigint(20) NOT NULL COMMENT 'from here on',
  `close_after` int(11) NOT NULL COMMENT 'seconds after the resolution; 0 never',
  PRIMARY KEY (`since`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `event` (
  `ticket_id` bigint(20) NOT NULL,
  `seq` int(11) NOT NULL,
  `at` bigint(20) NOT NULL,
  `recorded_at` bigint(20) NOT NULL COMMENT 'when it was stored',
  `kind` tinyint(4) NOT NULL COMMENT 'enum event_kind',
  `did` int(11) NOT NULL COMMENT 'bits of enum event_did: what it changed',
  `status` tinyint(4) DEFAULT NULL,
  `priority` tinyint(4) DEFAULT NULL,
  `department_id` bigint(20) DEFAULT NULL,
  `assignee_id` bigint(20) DEFAULT NULL,
  `level_version_id` bigint(20) DEFAULT NULL,
  `calendar_version_id` bigint(20) DEFAULT NULL COMMENT 'with level_version_id; 0: 24x7; NULL: of before, not noted',
  `until_at` bigint(20) DEFAULT NULL,
  `party` tinyint(4) DEFAULT NULL COMMENT 'enum party: whom we wait for',
  `pause_code` tinyint(4) DEFAULT NULL COMMENT 'enum pause_code: why it was postponed',
  `metric` tinyint(4) DEFAULT NULL,
  `cycle` int(11) DEFAULT NULL,
  `step` tinyint(4) DEFAULT NULL,
  `due_at` bigint(20) DEFAULT NULL,
  `reason` varchar(500) DEFAULT NULL,
  `actor_kind` tinyint(4) NOT NULL COMMENT 'enum actor_kind',
  `actor_id` bigint(20) DEFAULT NULL,
  `via` tinyint(4) NOT NULL COMMENT 'enum via',
  `request_id` char(16) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `rule_version_id` bigint(20) DEFAULT NULL COMMENT 'the rule that chose its level; NULL with rules_asked: none did',
  `rules_asked` varbinary(8000) DEFAULT NULL COMMENT 'what each rule said',
  PRIMARY KEY (`ticket_id`,`seq`),
  KEY `event_rule` (`rule_version_id`,`at`),
  CONSTRAINT `event_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `event_field` (
  `ticket_id` bigint(20) NOT NULL,
  `seq` int(11) NOT NULL,
  `field_id` bigint(20) NOT NULL,
  `name` varchar(100) NOT NULL COMMENT 'of the field, then',
  `was` varchar(500) DEFAULT NULL COMMENT 'as typed; of choices their ids, 3,17; NULL: empty',
  `became` varchar(500) DEFAULT NULL,
  `was_names` text DEFAULT NULL COMMENT 'of choices: what they were called then',
  `became_names` text DEFAULT NULL,
  PRIMARY KEY (`ticket_id`,`seq`,`field_id`),
  KEY `event_field_field` (`field_id`),
  CONSTRAINT `event_field_event` FOREIGN KEY (`ticket_id`, `seq`) REFERENCES `event` (`ticket_id`, `seq`),
  CONSTRAINT `event_field_field` FOREIGN KEY (`field_id`) REFERENCES `field` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `event_tag` (
  `ticket_id` bigint(20) NOT NULL,
  `seq` int(11) NOT NULL,
  `tag_id` bigint(20) NOT NULL,
  `added` tinyint(4) NOT NULL COMMENT '1 put on, 0 taken off',
  PRIMARY KEY (`ticket_id`,`seq`,`tag_id`),
  KEY `event_tag_tag` (`tag_id`),
  CONSTRAINT `event_tag_event` FOREIGN KEY (`ticket_id`, `seq`) REFERENCES `event` (`ticket_id`, `seq`),
  CONSTRAINT `event_tag_tag` FOREIGN KEY (`tag_id`) REFERENCES `tag` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `field` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `about` tinyint(4) NOT NULL COMMENT '0 tickets, 1 customers, 2 companies',
  `kind` tinyint(4) NOT NULL COMMENT '0 text, 1 number, 2 date, 3 choice, 4 choices, 5 flag: for ever',
  `name` varchar(100) NOT NULL,
  `shown` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'customers see it, and fill it in',
  `required` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'they must, when they ask',
  `position` int(11) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'kept where it is, asked nowhere',
  `version` int(11) NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`),
  UNIQUE KEY `field_oid` (`oid`),
  UNIQUE KEY `field_name` (`about`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `field_choice` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `field_id` bigint(20) NOT NULL,
  `name` varchar(100) NOT NULL,
  `position` int(11) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'kept where it is, not to choose',
  PRIMARY KEY (`id`),
  UNIQUE KEY `field_choice_oid` (`oid`),
  UNIQUE KEY `field_choice_name` (`field_id`,`name`),
  CONSTRAINT `field_choice_field` FOREIGN KEY (`field_id`) REFERENCES `field` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `fired_action` (
  `clock_id` bigint(20) NOT NULL,
  `step` tinyint(4) NOT NULL,
  `position` tinyint(4) NOT NULL,
  `kind` tinyint(4) NOT NULL COMMENT 'enum action_kind',
  `outcome` tinyint(4) NOT NULL COMMENT 'enum action_outcome: 0 done, or why not',
  `told` smallint(6) NOT NULL DEFAULT 0 COMMENT 'people who are told',
  `missed` smallint(6) NOT NULL DEFAULT 0 COMMENT '... who cannot be',
  PRIMARY KEY (`clock_id`,`step`,`position`),
  CONSTRAINT `fired_action_step` FOREIGN KEY (`clock_id`, `step`) REFERENCES `fired_step` (`clock_id`, `step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `fired_step` (
  `clock_id` bigint(20) NOT NULL,
  `step` tinyint(4) NOT NULL,
  `due_at` bigint(20) NOT NULL COMMENT 'when it fell due',
  `noticed_at` bigint(20) NOT NULL,
  `committed_at` bigint(20) DEFAULT NULL COMMENT 'written right after; NULL: not known',
  `outcome` tinyint(4) NOT NULL COMMENT '0 fired, 1 fired late, 2 skipped',
  `reason` varchar(100) NOT NULL DEFAULT '',
  `level_version_id` bigint(20) DEFAULT NULL COMMENT 'whose step it was; NULL: of before steps did anything',
  PRIMARY KEY (`clock_id`,`step`),
  CONSTRAINT `fired_step_clock` FOREIGN KEY (`clock_id`) REFERENCES `clock` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `import_fault` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `import_name` varchar(64) NOT NULL,
  `line` bigint(20) NOT NULL,
  `reason` varchar(500) NOT NULL,
  `at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_fault_line` (`import_name`,`line`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `invitation` (
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the link''s',
  `person_id` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `created_by` bigint(20) DEFAULT NULL COMMENT 'NULL: the command line',
  `expires_at` bigint(20) NOT NULL,
  `used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `invitation_person` (`person_id`,`created_at`),
  KEY `invitation_expires` (`expires_at`),
  CONSTRAINT `invitation_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'no rule gives it any more; tickets that have it keep it',
  PRIMARY KEY (`id`),
  UNIQUE KEY `level_oid` (`oid`),
  UNIQUE KEY `level_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level_pause` (
  `level_version_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL,
  `statuses` int(11) NOT NULL COMMENT 'bits 1 << enum status; no row: the default',
  PRIMARY KEY (`level_version_id`,`metric`),
  CONSTRAINT `level_pause_version` FOREIGN KEY (`level_version_id`) REFERENCES `level_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level_step` (
  `level_version_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL,
  `step` tinyint(4) NOT NULL COMMENT '0 to 15',
  `seconds` bigint(20) NOT NULL COMMENT 'seconds after due, negative before; or percent of the target',
  `unit` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum step_unit',
  PRIMARY KEY (`level_version_id`,`metric`,`step`),
  CONSTRAINT `level_step_version` FOREIGN KEY (`level_version_id`) REFERENCES `level_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level_step_action` (
  `level_version_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL,
  `step` tinyint(4) NOT NULL,
  `position` tinyint(4) NOT NULL COMMENT 'from 0: in that order',
  `kind` tinyint(4) NOT NULL COMMENT 'enum action_kind',
  `number` bigint(20) DEFAULT NULL COMMENT 'id of the person, department, tag or level, or the priority',
  `text` varchar(2000) DEFAULT NULL COMMENT 'an address, a URL, words, what stands in a custom field',
  PRIMARY KEY (`level_version_id`,`metric`,`step`,`position`),
  CONSTRAINT `level_step_action_step` FOREIGN KEY (`level_version_id`, `metric`, `step`) REFERENCES `level_step` (`level_version_id`, `metric`, `step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level_target` (
  `level_version_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL COMMENT 'enum metric',
  `priority` tinyint(4) NOT NULL COMMENT '0 any, else enum priority',
  `seconds` bigint(20) NOT NULL,
  `unit` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0 working, 1 calendar',
  PRIMARY KEY (`level_version_id`,`metric`,`priority`),
  CONSTRAINT `level_target_version` FOREIGN KEY (`level_version_id`) REFERENCES `level_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `level_version` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `level_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `name` varchar(100) NOT NULL COMMENT 'as it was called then',
  `calendar_id` bigint(20) DEFAULT NULL COMMENT 'NULL: 24x7',
  `created_at` bigint(20) NOT NULL,
  `created_by` bigint(20) DEFAULT NULL,
  `on_change` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum level_change',
  `reopen` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum level_reopen',
  `reopen_window` bigint(20) NOT NULL DEFAULT 0 COMMENT 'seconds in which a reopened one goes on; 0: for ever',
  `by_agent` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum level_by_agent',
  `max_pause` bigint(20) NOT NULL DEFAULT 0 COMMENT 'seconds; 0: none',
  `grace` bigint(20) NOT NULL DEFAULT 0 COMMENT 'working seconds after a change that leaves nothing',
  `by_consumption` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'met while no more than the target is used',
  `late` bigint(20) NOT NULL DEFAULT 0 COMMENT 'seconds after which a step is late; 0: an hour',
  PRIMARY KEY (`id`),
  UNIQUE KEY `level_version_number` (`level_id`,`number`),
  KEY `level_version_calendar` (`calendar_id`),
  CONSTRAINT `level_version_calendar` FOREIGN KEY (`calendar_id`) REFERENCES `calendar` (`id`),
  CONSTRAINT `level_version_level` FOREIGN KEY (`level_id`) REFERENCES `level` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `message` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `ticket_id` bigint(20) NOT NULL,
  `seq` int(11) NOT NULL COMMENT 'the event that brought it',
  `at` bigint(20) NOT NULL,
  `author_id` bigint(20) DEFAULT NULL,
  `author_kind` tinyint(4) NOT NULL COMMENT 'enum author: customer, staff, automatic',
  `visibility` tinyint(4) NOT NULL COMMENT '0 public, 1 private note',
  `trust` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0 signed in, 1 verified letter, 2 unverified',
  `body` mediumtext NOT NULL COMMENT 'Markdown as typed',
  `raw_letter_id` bigint(20) DEFAULT NULL,
  `message_id` varchar(255) DEFAULT NULL COMMENT 'of the letter',
  `copy_of` bigint(20) DEFAULT NULL COMMENT 'the message of another ticket, split off, that it says again',
  PRIMARY KEY (`id`),
  UNIQUE KEY `message_oid` (`oid`),
  KEY `message_ticket` (`ticket_id`,`seq`),
  CONSTRAINT `message_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `notice` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `clock_id` bigint(20) DEFAULT NULL COMMENT 'of a step',
  `step` tinyint(4) DEFAULT NULL,
  `ticket_id` bigint(20) DEFAULT NULL COMMENT 'of a rule',
  `seq` int(11) DEFAULT NULL COMMENT '... its event',
  `recipient` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'p and person.id, or a and the hash of an address',
  `position` tinyint(4) NOT NULL COMMENT 'of the action that tells them',
  `ukey` varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'of the row of outbox that tells it',
  `slot` bigint(20) DEFAULT NULL COMMENT 'hour x 1000 + which of its letters; NULL: in one of many',
  PRIMARY KEY (`id`),
  UNIQUE KEY `notice_slot` (`recipient`,`slot`),
  UNIQUE KEY `notice_told` (`clock_id`,`step`,`recipient`),
  UNIQUE KEY `notice_rule` (`ticket_id`,`seq`,`recipient`),
  KEY `notice_ukey` (`ukey`),
  CONSTRAINT `notice_event` FOREIGN KEY (`ticket_id`, `seq`) REFERENCES `event` (`ticket_id`, `seq`),
  CONSTRAINT `notice_step` FOREIGN KEY (`clock_id`, `step`) REFERENCES `fired_step` (`clock_id`, `step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `once` (
  `key_hash` binary(32) NOT NULL COMMENT 'person and form token',
  `request_hash` binary(32) NOT NULL,
  `answer` varchar(500) NOT NULL COMMENT 'where it was sent',
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`key_hash`),
  KEY `once_created` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `outbox` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `ukey` varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'what it is about: sent once',
  `kind` tinyint(4) NOT NULL COMMENT '0 mail, 1 hook',
  `ticket_id` bigint(20) DEFAULT NULL,
  `person_id` bigint(20) DEFAULT NULL,
  `payload` mediumtext NOT NULL COMMENT 'JSON',
  `created_at` bigint(20) NOT NULL,
  `send_at` bigint(20) NOT NULL,
  `tries` int(11) NOT NULL DEFAULT 0,
  `lease_until` bigint(20) DEFAULT NULL,
  `fence` int(11) NOT NULL DEFAULT 0,
  `sent_at` bigint(20) DEFAULT NULL,
  `state` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum outbox_state',
  `target_id` bigint(20) DEFAULT NULL COMMENT 'of a call, once somebody looked at its URL',
  `again_at` bigint(20) DEFAULT NULL COMMENT 'somebody wanted it sent again then: as if written then',
  PRIMARY KEY (`id`),
  UNIQUE KEY `outbox_ukey` (`ukey`),
  KEY `outbox_due` (`sent_at`,`send_at`),
  KEY `outbox_state` (`kind`,`state`,`send_at`,`id`),
  KEY `outbox_target` (`target_id`,`state`,`send_at`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `person` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(100) NOT NULL,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT 'lower case',
  `roles` int(11) NOT NULL COMMENT 'bits of enum role',
  `zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `password_hash` varchar(128) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `import_key` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `disabled_at` bigint(20) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  `company_id` bigint(20) DEFAULT NULL,
  `sees_company` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: reads and answers all tickets of the company',
  `note` varchar(500) NOT NULL DEFAULT '' COMMENT 'staff alone read it',
  PRIMARY KEY (`id`),
  UNIQUE KEY `person_oid` (`oid`),
  UNIQUE KEY `person_email` (`email`),
  UNIQUE KEY `person_import` (`import_key`),
  KEY `person_name` (`name`,`id`),
  KEY `person_roles` (`roles`,`id`),
  KEY `person_company` (`company_id`,`name`,`id`),
  CONSTRAINT `person_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `person_field` (
  `person_id` bigint(20) NOT NULL,
  `field_id` bigint(20) NOT NULL,
  `choice_id` bigint(20) NOT NULL DEFAULT 0 COMMENT '0: it has no choices',
  `number` bigint(20) DEFAULT NULL COMMENT 'ten-thousandths; days since 1970; 1 of a flag',
  `text` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`person_id`,`field_id`,`choice_id`),
  KEY `person_field_choice` (`field_id`,`choice_id`,`person_id`),
  KEY `person_field_number` (`field_id`,`number`,`person_id`),
  CONSTRAINT `person_field_field` FOREIGN KEY (`field_id`) REFERENCES `field` (`id`),
  CONSTRAINT `person_field_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `person_word` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `person_id` bigint(20) NOT NULL,
  `word` varchar(50) NOT NULL,
  `staff` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: of somebody with a role beside customer',
  PRIMARY KEY (`id`),
  KEY `person_word_word` (`word`,`id`,`person_id`),
  KEY `person_word_person` (`person_id`,`word`),
  KEY `person_word_staff` (`staff`,`word`,`person_id`),
  CONSTRAINT `person_word_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `presence` (
  `person_id` bigint(20) NOT NULL,
  `chosen` tinyint(4) NOT NULL COMMENT 'enum presence: 1 online, 2 paused, 3 away',
  `chosen_at` bigint(20) NOT NULL,
  `seen_at` bigint(20) DEFAULT NULL COMMENT 'to the minute; NULL: signed out since',
  PRIMARY KEY (`person_id`),
  CONSTRAINT `presence_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `kind` tinyint(4) NOT NULL COMMENT 'enum rule_kind',
  `position` int(11) NOT NULL COMMENT 'they are asked in this order, then by id',
  `version` int(11) NOT NULL COMMENT 'the number of the version that holds',
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'taken away; its versions stay',
  `archived_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `rule_oid` (`oid`),
  KEY `rule_position` (`kind`,`position`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_action` (
  `rule_version_id` bigint(20) NOT NULL,
  `position` smallint(6) NOT NULL,
  `kind` tinyint(4) NOT NULL COMMENT 'enum action_kind',
  `number` bigint(20) DEFAULT NULL,
  `text` varchar(2000) DEFAULT NULL,
  PRIMARY KEY (`rule_version_id`,`position`),
  CONSTRAINT `rule_action_version` FOREIGN KEY (`rule_version_id`) REFERENCES `rule_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_condition` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `rule_version_id` bigint(20) NOT NULL,
  `grp` smallint(6) NOT NULL COMMENT '0, 1, ...: groups are ORed',
  `position` smallint(6) NOT NULL COMMENT '0, 1, ... in its group: ANDed',
  `field` tinyint(4) NOT NULL COMMENT 'enum rule_field',
  `custom_id` bigint(20) DEFAULT NULL COMMENT 'which custom field',
  `metric` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'with due: 1 + enum metric; 0: the nearest',
  `type` tinyint(4) NOT NULL COMMENT 'enum rule_type: what the field held then',
  `op` tinyint(4) NOT NULL COMMENT 'enum rule_op',
  `number` bigint(20) NOT NULL DEFAULT 0 COMMENT 'to compare with: a number, instant, day or length of time',
  PRIMARY KEY (`id`),
  UNIQUE KEY `rule_condition_place` (`rule_version_id`,`grp`,`position`),
  CONSTRAINT `rule_condition_version` FOREIGN KEY (`rule_version_id`) REFERENCES `rule_version` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_deed` (
  `ticket_id` bigint(20) NOT NULL,
  `seq` int(11) NOT NULL COMMENT 'of its event',
  `position` tinyint(4) NOT NULL COMMENT 'of the action in the rule',
  `kind` tinyint(4) NOT NULL COMMENT 'enum action_kind',
  `outcome` tinyint(4) NOT NULL COMMENT 'enum action_outcome: 0 done, or why not',
  `told` smallint(6) NOT NULL DEFAULT 0 COMMENT 'people who are told',
  `missed` smallint(6) NOT NULL DEFAULT 0 COMMENT '... who cannot be',
  PRIMARY KEY (`ticket_id`,`seq`,`position`),
  CONSTRAINT `rule_deed_event` FOREIGN KEY (`ticket_id`, `seq`) REFERENCES `event` (`ticket_id`, `seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_state` (
  `id` tinyint(4) NOT NULL CHECK (`id` = 1),
  `version` bigint(20) NOT NULL,
  `timed` bigint(20) NOT NULL DEFAULT 0 COMMENT 'changes of time rules so far; 0: there never was one',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_turn` (
  `ticket_id` bigint(20) NOT NULL,
  `rule_id` bigint(20) NOT NULL,
  `fired_at` bigint(20) NOT NULL COMMENT 'when the sweeper found it so',
  `until_at` bigint(20) DEFAULT NULL COMMENT 'when time alone makes it fail; NULL: never',
  PRIMARY KEY (`ticket_id`,`rule_id`),
  KEY `rule_turn_rule` (`rule_id`),
  CONSTRAINT `rule_turn_rule` FOREIGN KEY (`rule_id`) REFERENCES `rule` (`id`),
  CONSTRAINT `rule_turn_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_value` (
  `rule_condition_id` bigint(20) NOT NULL,
  `position` smallint(6) NOT NULL,
  `ref` bigint(20) DEFAULT NULL COMMENT 'of a list: its number; 0: nobody or none',
  `text` varchar(500) NOT NULL COMMENT 'words; of a ref its name, as it was then',
  PRIMARY KEY (`rule_condition_id`,`position`),
  CONSTRAINT `rule_value_condition` FOREIGN KEY (`rule_condition_id`) REFERENCES `rule_condition` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `rule_version` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `rule_id` bigint(20) NOT NULL,
  `number` int(11) NOT NULL,
  `name` varchar(100) NOT NULL COMMENT 'as it was called then',
  `note` varchar(500) NOT NULL DEFAULT '',
  `active` tinyint(4) NOT NULL DEFAULT 1,
  `stops` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: where it holds, no other is asked',
  `keeps` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: asked again when a field that it reads changes',
  `triggers` int(11) NOT NULL DEFAULT 0 COMMENT 'bits 1 << enum rule_trigger; 0 of rules of other kinds',
  `created_at` bigint(20) NOT NULL,
  `created_by` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `rule_version_number` (`rule_id`,`number`),
  CONSTRAINT `rule_version_rule` FOREIGN KEY (`rule_id`) REFERENCES `rule` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `sample_run` (
  `seed` bigint(20) NOT NULL,
  `tickets` bigint(20) NOT NULL,
  `open_tickets` bigint(20) NOT NULL COMMENT 'of them, open at the end',
  `until_at` bigint(20) NOT NULL COMMENT 'nothing in it is later',
  `days` bigint(20) NOT NULL,
  `departments` bigint(20) NOT NULL,
  `agents` bigint(20) NOT NULL,
  `customers` bigint(20) NOT NULL,
  `person_id` bigint(20) NOT NULL COMMENT 'the first of each kind set aside for it',
  `ticket_id` bigint(20) NOT NULL,
  `clock_id` bigint(20) NOT NULL,
  `verdict_id` bigint(20) NOT NULL,
  `message_id` bigint(20) NOT NULL,
  `attachment_id` bigint(20) NOT NULL DEFAULT 0,
  `done` tinyint(4) NOT NULL DEFAULT 0 COMMENT '0: on its way, or it stopped there',
  PRIMARY KEY (`seed`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `schema_migration` (
  `version` int(11) NOT NULL,
  `name` varchar(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `checksum` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `applied_at` bigint(20) NOT NULL,
  PRIMARY KEY (`version`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `session` (
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the cookie',
  `person_id` bigint(20) DEFAULT NULL COMMENT 'NULL: not signed in yet',
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'NULL: of before there were names',
  `csrf_key` binary(32) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `seen_at` bigint(20) NOT NULL,
  `expires_at` bigint(20) NOT NULL,
  `came_from` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'the network, not the address',
  `ended` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: opens nothing any more',
  PRIMARY KEY (`token_hash`),
  UNIQUE KEY `session_oid` (`oid`),
  KEY `session_person` (`person_id`),
  KEY `session_expires` (`expires_at`),
  CONSTRAINT `session_person` FOREIGN KEY (`person_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `sign_in_failure` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `email_hash` binary(32) NOT NULL,
  `at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `sign_in_failure_email` (`email_hash`,`at`),
  KEY `sign_in_failure_at` (`at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `sla_rule` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `position` int(11) NOT NULL,
  `name` varchar(100) NOT NULL,
  `active` tinyint(4) NOT NULL DEFAULT 1,
  `department_id` bigint(20) NOT NULL,
  `level_id` bigint(20) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `sla_rule_oid` (`oid`),
  KEY `sla_rule_position` (`position`,`id`),
  KEY `sla_rule_department` (`department_id`),
  KEY `sla_rule_level` (`level_id`),
  CONSTRAINT `sla_rule_department` FOREIGN KEY (`department_id`) REFERENCES `department` (`id`),
  CONSTRAINT `sla_rule_level` FOREIGN KEY (`level_id`) REFERENCES `level` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `sweep_state` (
  `id` tinyint(4) NOT NULL CHECK (`id` = 1),
  `tz_version` varchar(16) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL COMMENT 'of the time zones that running clocks go by',
  `last_ok` bigint(20) DEFAULT NULL COMMENT 'when a pass was last done to its end',
  `every_s` int(11) NOT NULL DEFAULT 60 COMMENT 'seconds from one pass to the next',
  `closing_since` bigint(20) DEFAULT NULL COMMENT 'the rule of desk_closing that it tells them',
  `closing_ticket` bigint(20) DEFAULT NULL COMMENT 'the last one that was told; NULL: all of them were',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `tag` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(50) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `archived_at` bigint(20) DEFAULT NULL COMMENT 'kept where it is, no longer to choose',
  `version` bigint(20) NOT NULL DEFAULT 1,
  `merged_into` bigint(20) DEFAULT NULL COMMENT 'the tag that took its tickets; archived with it',
  `colour` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum colour',
  `public` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: customers see it on their tickets',
  PRIMARY KEY (`id`),
  UNIQUE KEY `tag_oid` (`oid`),
  UNIQUE KEY `tag_name` (`name`),
  KEY `tag_merged` (`merged_into`),
  CONSTRAINT `tag_merged` FOREIGN KEY (`merged_into`) REFERENCES `tag` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `ticket` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `oid` char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `code` char(13) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `version` bigint(20) NOT NULL DEFAULT 1,
  `last_seq` int(11) NOT NULL DEFAULT 0,
  `last_event_at` bigint(20) NOT NULL,
  `subject` varchar(200) NOT NULL,
  `source` tinyint(4) NOT NULL COMMENT 'enum source',
  `priority` tinyint(4) NOT NULL COMMENT 'enum priority',
  `status` tinyint(4) NOT NULL COMMENT 'enum status',
  `status_at` bigint(20) DEFAULT NULL COMMENT 'since when it has its status; NULL: a row of before, its events say',
  `before_spam` tinyint(4) DEFAULT NULL COMMENT 'enum status, while it is spam',
  `before_deleted` tinyint(4) DEFAULT NULL COMMENT 'enum status, while it is deleted',
  `before_merged` tinyint(4) DEFAULT NULL COMMENT 'enum status, while it is merged',
  `hidden_at` bigint(20) DEFAULT NULL COMMENT 'since when it is spam or deleted',
  `is_open` tinyint(4) GENERATED ALWAYS AS (`status` <= 3) STORED COMMENT 'New, Open, Answered, Postponed',
  `department_id` bigint(20) NOT NULL,
  `assignee_id` bigint(20) DEFAULT NULL,
  `requester_id` bigint(20) NOT NULL,
  `company_id` bigint(20) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `by_agent` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'opened on behalf of a customer',
  `level_version_id` bigint(20) DEFAULT NULL,
  `calendar_version_id` bigint(20) DEFAULT NULL COMMENT 'its promises go by, 0: 24x7; NULL: none goes on, or not noted',
  `first_answered_at` bigint(20) DEFAULT NULL,
  `unanswered_at` bigint(20) DEFAULT NULL COMMENT 'oldest unanswered customer message',
  `last_message_at` bigint(20) DEFAULT NULL,
  `last_answered_at` bigint(20) DEFAULT NULL COMMENT 'last public word of staff',
  `resolved_at` bigint(20) DEFAULT NULL,
  `postponed_until` bigint(20) DEFAULT NULL,
  `due_at` bigint(20) DEFAULT NULL COMMENT 'nearest due instant of its running clocks',
  `due_metric` tinyint(4) DEFAULT NULL COMMENT 'whose due_at is',
  `order_at` bigint(20) NOT NULL COMMENT 'sorts lists: due, then without, then paused',
  `rule_at` bigint(20) DEFAULT NULL COMMENT 'when a time rule can next turn true',
  `rule_seen` bigint(20) NOT NULL DEFAULT 0 COMMENT 'rule_state.timed when rule_at was found',
  `settle_at` bigint(20) DEFAULT NULL COMMENT 'when its own state next changes by itself',
  `import_key` varchar(64) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `party` tinyint(4) NOT NULL DEFAULT 0 COMMENT 'enum party: whom it was last postponed for',
  `applied` bigint(20) NOT NULL DEFAULT 0 COMMENT 'the newest applied_change that it took, or was opened after',
  `referrer` varchar(500) DEFAULT NULL COMMENT 'as a browser said: never to be trusted',
  `invited` tinyint(4) NOT NULL DEFAULT 0 COMMENT '1: created from an invitation',
  PRIMARY KEY (`id`),
  UNIQUE KEY `ticket_oid` (`oid`),
  UNIQUE KEY `ticket_code` (`code`),
  UNIQUE KEY `ticket_import` (`import_key`),
  KEY `ticket_requester` (`requester_id`,`created_at`,`id`),
  KEY `ticket_rule` (`rule_at`),
  KEY `ticket_settle` (`settle_at`),
  KEY `ticket_department` (`department_id`,`is_open`,`order_at`,`id`,`requester_id`,`status`),
  KEY `ticket_assignee` (`assignee_id`,`is_open`,`order_at`,`id`,`department_id`,`requester_id`,`status`),
  KEY `ticket_company` (`company_id`,`created_at`,`id`),
  KEY `ticket_open` (`is_open`,`order_at`,`id`,`requester_id`,`status`),
  KEY `ticket_due` (`due_at`,`id`,`requester_id`),
  KEY `ticket_department_due` (`department_id`,`due_at`,`id`,`requester_id`),
  KEY `ticket_assignee_due` (`assignee_id`,`due_at`,`id`,`department_id`,`requester_id`),
  KEY `ticket_department_assignee` (`department_id`,`assignee_id`,`is_open`,`order_at`,`id`,`requester_id`,`status`),
  KEY `ticket_status` (`status`,`order_at`,`id`,`requester_id`),
  KEY `ticket_department_status` (`department_id`,`status`,`order_at`,`id`,`requester_id`),
  KEY `ticket_assignee_status` (`assignee_id`,`status`,`order_at`,`id`,`department_id`,`requester_id`),
  KEY `ticket_requester_status` (`requester_id`,`status`,`created_at`,`id`),
  KEY `ticket_company_status` (`company_id`,`status`,`created_at`,`id`),
  KEY `ticket_applied` (`level_version_id`,`is_open`,`applied`),
  KEY `ticket_rule_seen` (`status`,`rule_seen`),
  CONSTRAINT `ticket_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `person` (`id`),
  CONSTRAINT `ticket_company` FOREIGN KEY (`company_id`) REFERENCES `company` (`id`),
  CONSTRAINT `ticket_department` FOREIGN KEY (`department_id`) REFERENCES `department` (`id`),
  CONSTRAINT `ticket_requester` FOREIGN KEY (`requester_id`) REFERENCES `person` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `ticket_field` (
  `ticket_id` bigint(20) NOT NULL,
  `field_id` bigint(20) NOT NULL,
  `choice_id` bigint(20) NOT NULL DEFAULT 0 COMMENT '0: it has no choices',
  `number` bigint(20) DEFAULT NULL COMMENT 'ten-thousandths; days since 1970; 1 of a flag',
  `text` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`ticket_id`,`field_id`,`choice_id`),
  KEY `ticket_field_choice` (`field_id`,`choice_id`,`ticket_id`),
  KEY `ticket_field_number` (`field_id`,`number`,`ticket_id`),
  CONSTRAINT `ticket_field_field` FOREIGN KEY (`field_id`) REFERENCES `field` (`id`),
  CONSTRAINT `ticket_field_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `ticket_link` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `kind` tinyint(4) NOT NULL COMMENT '0 merged into, 1 a part became, 2 followed by',
  `from_id` bigint(20) NOT NULL,
  `to_id` bigint(20) NOT NULL,
  `from_seq` int(11) NOT NULL COMMENT 'the event of either that tells of it',
  `to_seq` int(11) NOT NULL,
  `at` bigint(20) NOT NULL,
  `by_id` bigint(20) DEFAULT NULL,
  `ended_at` bigint(20) DEFAULT NULL COMMENT 'merged no more',
  PRIMARY KEY (`id`),
  UNIQUE KEY `ticket_link_from` (`from_id`,`from_seq`),
  UNIQUE KEY `ticket_link_to` (`to_id`,`to_seq`,`kind`),
  CONSTRAINT `ticket_link_from` FOREIGN KEY (`from_id`) REFERENCES `ticket` (`id`),
  CONSTRAINT `ticket_link_to` FOREIGN KEY (`to_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `ticket_tag` (
  `ticket_id` bigint(20) NOT NULL,
  `tag_id` bigint(20) NOT NULL,
  PRIMARY KEY (`ticket_id`,`tag_id`),
  KEY `ticket_tag_tag` (`tag_id`,`ticket_id`),
  CONSTRAINT `ticket_tag_tag` FOREIGN KEY (`tag_id`) REFERENCES `tag` (`id`),
  CONSTRAINT `ticket_tag_ticket` FOREIGN KEY (`ticket_id`) REFERENCES `ticket` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `upload` (
  `token_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the 128 random bits its page holds',
  `session_hash` binary(32) NOT NULL COMMENT 'the session that sent it',
  `draft_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the form it is for',
  `person_id` bigint(20) NOT NULL,
  `name` varchar(255) NOT NULL,
  `type` tinyint(4) NOT NULL COMMENT 'enum file_type',
  `size` bigint(20) NOT NULL,
  `hash` binary(32) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  PRIMARY KEY (`token_hash`),
  KEY `upload_hash` (`hash`),
  KEY `upload_person` (`person_id`,`created_at`),
  KEY `upload_created` (`created_at`),
  CONSTRAINT `upload_hash` FOREIGN KEY (`hash`) REFERENCES `blob_file` (`hash`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE `verdict` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `clock_id` bigint(20) NOT NULL,
  `ticket_id` bigint(20) NOT NULL,
  `metric` tinyint(4) NOT NULL,
  `cycle` int(11) NOT NULL,
  `kind` tinyint(4) NOT NULL COMMENT '0 decided, 1 withdrawn, 2 adjusted',
  `outcome` tinyint(4) NOT NULL COMMENT 'enum clock_state: met, missed, cancelled',
  `reason` tinyint(4) NOT NULL,
  `counted_at` bigint(20) NOT NULL COMMENT 'reports count it here: stop, or breach when missed',
  `decided_at` bigint(20) NOT NULL,
  `started_at` bigint(20) NOT NULL,
  `due_at` bigint(20) DEFAULT NULL,
  `stopped_at` bigint(20) NOT NULL,
  `breached_at` bigint(20) DEFAULT NULL,
  `target` bigint(20) NOT NULL,
  `consumed` bigint(20) NOT NULL,
  `paused_s` bigint(20) NOT NULL,
  `over_working` bigint(20) NOT NULL COMMENT 'working seconds past due',
  `over_calendar` bigint(20) NOT NULL,
  `level_version_id` bigint(20) NOT NULL,
  `calendar_version_id` bigint(20) DEFAULT NULL,
  `tz_version` varchar(16) CHARACTER SET ascii COLLATE ascii_general_ci NOT NULL,
  `department_id` bigint(20) NOT NULL COMMENT 'at stop',
  `agent_id` bigint(20) DEFAULT NULL COMMENT 'at stop',
  `resolver_id` bigint(20) DEFAULT NULL,
  `breach_department_id` bigint(20) DEFAULT NULL,
  `breach_agent_id` bigint(20) DEFAULT NULL,
  `supersedes` bigint(20) DEFAULT NULL,
  `folded` tinyint(4) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  KEY `verdict_clock` (`clock_id`),
  KEY `verdict_counted` (`counted_at`,`kind`,`outcome`,`metric`,`department_id`,`agent_id`,`consumed`),
  KEY `verdict_department` (`department_id`,`counted_at`,`kind`,`outcome`,`metric`,`agent_id`,`consumed`),
  KEY `verdict_agent` (`agent_id`,`counted_at`,`kind`,`outcome`,`metric`,`department_id`,`consumed`),
  KEY `verdict_folded` (`folded`,`id`),
  KEY `verdict_supersedes` (`supersedes`,`kind`),
  CONSTRAINT `verdict_clock` FOREIGN KEY (`clock_id`) REFERENCES `clock` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci;
