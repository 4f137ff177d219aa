#include "core/clock.h"
#include "base/attr.h"
#include "store/db.h"
#include "web/page.h"
  #  include "desk/desk.h"
#include "clock.h"
#include "../base/attr.h"
#include "support/test.h"
#include "nowhere/x.h"
#include <base/attr.h>
#include <stdio.h>
