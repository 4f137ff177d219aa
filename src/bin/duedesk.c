/*
 * duedesk: the desk from the command line.
 */
#include "base/log.h"
#include "base/rng.h"
#include "cli/commands.h"

int main(int argc, char **argv)
{
	log_init("duedesk", LOG_INFO);
	rng_init();
	return commands_run(argc, argv);
}
