libbase_a_SOURCES = \
	src/base/found.c \
	src/base/found.h
