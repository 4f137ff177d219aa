#include "base/found.h"
