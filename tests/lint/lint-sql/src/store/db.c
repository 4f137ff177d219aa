static const char s[] = "SELECT UNIX_TIMESTAMP()";
