#ifndef CLI_PAGE_H
#define CLI_PAGE_H
/*
 * page: one page from the shell, as the browser would get it, without a web
 * server: duedesk page GET /inbox --as alice@desk.example
 */

/*
 * The body goes to standard output, status and headers to standard error. A
 * form is sent with NAME=VALUE arguments; its tokens are added. Returns 0 for
 * an answer below 400.
 */
int page_command(int argc, char **argv);

#endif
