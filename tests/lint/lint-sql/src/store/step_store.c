static const char bad6[] = "SELECT id FROM t FOR UPDATE SKIP LOCKED";
