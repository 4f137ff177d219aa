-- What a level says besides its targets: how running promises follow a change,
-- what reopening does, and the like. 0 is the default of each.

ALTER TABLE level_version
  ADD COLUMN IF NOT EXISTS on_change TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum level_change',
  ADD COLUMN IF NOT EXISTS reopen TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum level_reopen',
  ADD COLUMN IF NOT EXISTS reopen_window BIGINT NOT NULL DEFAULT 0
    COMMENT 'seconds in which a reopened one goes on; 0: for ever',
  ADD COLUMN IF NOT EXISTS by_agent TINYINT NOT NULL DEFAULT 0
    COMMENT 'enum level_by_agent',
  ADD COLUMN IF NOT EXISTS max_pause BIGINT NOT NULL DEFAULT 0
    COMMENT 'seconds; 0: none',
  ADD COLUMN IF NOT EXISTS grace BIGINT NOT NULL DEFAULT 0
    COMMENT 'working seconds after a change that leaves nothing',
  ADD COLUMN IF NOT EXISTS by_consumption TINYINT NOT NULL DEFAULT 0
    COMMENT 'met while no more than the target is used';
