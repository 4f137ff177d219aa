#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H
#include "base/attr.h"
#endif
