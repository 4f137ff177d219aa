# The tests. Each lists its name and what it may link: its layer and those
# below. A test's source is its name with .c, unless _SOURCES says otherwise.
#
#   CORE_TESTS += tests/core/test_clock
#   tests_core_test_clock_LDADD = $(CORE_LIBS) $(CMOCKA_LIBS)

BASE_TESTS =
CORE_TESTS =
STORE_TESTS =
DESK_TESTS =
WEB_TESTS =
CLI_TESTS =

# ---- base --------------------------------------------------------------------

# ---- core --------------------------------------------------------------------

# ---- store -------------------------------------------------------------------

# ---- desk --------------------------------------------------------------------

# ---- web ---------------------------------------------------------------------

# ---- cli ---------------------------------------------------------------------

if HAVE_CMOCKA
TESTS = $(BASE_TESTS) $(CORE_TESTS) $(STORE_TESTS) $(DESK_TESTS) $(WEB_TESTS) \
	$(CLI_TESTS)
check_PROGRAMS += $(TESTS)
endif
