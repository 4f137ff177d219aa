-- Rules: SLA rules now, rules on events and time rules as they come. A rule is
-- a name in an order; what it says stands in versions that never change, so
-- that a ticket's event can name the one that chose its level.
-- Each statement is harmless when it is run again, as after a kill half-way.

CREATE TABLE IF NOT EXISTS rule (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  oid CHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kind TINYINT NOT NULL COMMENT 'enum rule_kind',
  position INT NOT NULL COMMENT 'they are asked in this order, then by id',
  version INT NOT NULL COMMENT 'the number of the version that holds',
  created_at BIGINT NOT NULL,
  archived_at BIGINT NULL COMMENT 'taken away; its versions stay',
  archived_by BIGINT NULL,
  UNIQUE KEY rule_oid (oid),
  KEY rule_position (kind, position, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS rule_version (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  rule_id BIGINT NOT NULL,
  number INT NOT NULL,
  name VARCHAR(100) NOT NULL COMMENT 'as it was called then',
  note VARCHAR(500) NOT NULL DEFAULT '',
  active TINYINT NOT NULL DEFAULT 1,
  stops TINYINT NOT NULL DEFAULT 0 COMMENT '1: where it holds, no other is asked',
  keeps TINYINT NOT NULL DEFAULT 0
    COMMENT '1: asked again when a field that it reads changes',
  trigger_kind TINYINT NULL COMMENT 'what sets it off; NULL of SLA rules',
  created_at BIGINT NOT NULL,
  created_by BIGINT NULL,
  UNIQUE KEY rule_version_number (rule_id, number),
  CONSTRAINT rule_version_rule FOREIGN KEY (rule_id) REFERENCES rule (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS rule_condition (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  rule_version_id BIGINT NOT NULL,
  grp SMALLINT NOT NULL COMMENT '0, 1, ...: groups are ORed',
  position SMALLINT NOT NULL COMMENT '0, 1, ... in its group: ANDed',
  field TINYINT NOT NULL COMMENT 'enum rule_field',
  custom_id BIGINT NULL COMMENT 'which custom field',
  type TINYINT NOT NULL COMMENT 'enum rule_type: what the field held then',
  op TINYINT NOT NULL COMMENT 'enum rule_op',
  number BIGINT NOT NULL DEFAULT 0
    COMMENT 'to compare with: a number, instant, day or length of time',
  UNIQUE KEY rule_condition_place (rule_version_id, grp, position),
  CONSTRAINT rule_condition_version FOREIGN KEY (rule_version_id)
    REFERENCES rule_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS rule_value (
  rule_condition_id BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  ref BIGINT NULL COMMENT 'of a list: its number; 0: nobody or none',
  text VARCHAR(500) NOT NULL COMMENT 'words; of a ref its name, as it was then',
  PRIMARY KEY (rule_condition_id, position),
  CONSTRAINT rule_value_condition FOREIGN KEY (rule_condition_id)
    REFERENCES rule_condition (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;

CREATE TABLE IF NOT EXISTS rule_action (
  rule_version_id BIGINT NOT NULL,
  position SMALLINT NOT NULL,
  kind TINYINT NOT NULL COMMENT 'enum action_kind',
  number BIGINT NULL,
  text VARCHAR(2000) NULL,
  PRIMARY KEY (rule_version_id, position),
  CONSTRAINT rule_action_version FOREIGN KEY (rule_version_id)
    REFERENCES rule_version (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
  COLLATE=utf8mb4_unicode_520_ci;
