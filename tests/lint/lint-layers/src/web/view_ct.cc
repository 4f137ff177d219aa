#include "store/db.h"
extern "C" {
#include "sweep/sweep.h"
}
