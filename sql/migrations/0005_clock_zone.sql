-- Every pass of the sweeper asks which live clocks are of other time zones.

CREATE INDEX IF NOT EXISTS clock_zone ON clock (state, tz_version, ticket_id);
