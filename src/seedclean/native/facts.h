/* Questions of which a text as a whole has the answer. */

#ifndef SEEDCLEAN_FACTS_H
#define SEEDCLEAN_FACTS_H

#include "native.h"

int any_date(const uint32_t *points, int64_t count, int64_t fewest_letters, int64_t most_letters);
uint64_t pair_kinds(const uint64_t *table, uint64_t wanted, const uint32_t *points, int64_t count);
uint32_t any_flags(const void *tables, const uint32_t *points, int64_t count);
int64_t rows_that_repeat(const uint16_t *table, int64_t longest, uint64_t seed, const uint32_t *points, int64_t count,
                         int64_t *rows, int64_t room);

#endif
