#include "core/clock.h"
#include "mail/mime.h"
#include "web/page.h"
