-- What has ended is listed by when that was, newest first: order_at is its last
-- event's. Until now it was a week after its creation.

UPDATE ticket SET order_at = last_event_at
  WHERE status IN (4, 5, 6, 7, 10) AND order_at <> last_event_at;
