/* Words by their hashes. */

#include "words.h"

#include <stdlib.h>

int numbering(Numbering *made, int64_t most) {
    for (made->slots = 16; made->slots < 2 * (uint64_t)most; made->slots *= 2) {
    }
    made->keys = calloc(made->slots, sizeof *made->keys);
    made->numbers = malloc(made->slots * sizeof *made->numbers);
    return made->keys && made->numbers;
}

void forget(Numbering *made) {
    free(made->keys);
    free(made->numbers);
}

/* Put words, as code points one after the other, into the slots of a table; their rows count from 1. */
EXPORT void enter_words(const uint32_t *points, const int32_t *starts, int64_t count, uint64_t seed,
                        uint64_t *keys, int32_t *rows, int64_t slots) {
    for (int64_t word = 0; word < count; word++) {
        uint64_t hash = seed;
        for (int32_t i = starts[word]; i < starts[word + 1]; i++) hash = hashed(hash, points[i]);
        uint64_t key = key_of(hash), slot = slot_of(keys, (uint64_t)slots, key);
        keys[slot] = key;
        rows[slot] = (int32_t)word + 1;
    }
}

#ifndef SOURCE_DIGEST
#define SOURCE_DIGEST "unknown"
#endif
#if defined(__x86_64__) || defined(_M_X64)
#define PROCESSOR "x86-64"
#elif defined(__aarch64__)
#define PROCESSOR "arm64"
#else
#define PROCESSOR "other"
#endif

EXPORT const char BUILD[] = SOURCE_DIGEST ", " __VERSION__ ", " PROCESSOR;
