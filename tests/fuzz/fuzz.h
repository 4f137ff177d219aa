#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H
/*
 * fuzz: a function that any bytes may be thrown at. With --enable-fuzzing
 * libFuzzer calls it; otherwise replay.c does, for each file of its corpus.
 * What must hold is checked with assert().
 */
#include "base/attr.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
