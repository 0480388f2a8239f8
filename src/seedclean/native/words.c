/* Words in the slots of a hash table, and the version of the library. */

#include "words.h"

EXPORT const char BUILD[] = SOURCE_DIGEST ", " __VERSION__;

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
