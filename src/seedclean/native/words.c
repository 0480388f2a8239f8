/* Words in the slots of a hash table, and the version of the library. */

#include "words.h"

EXPORT const char BUILD[] = SOURCE_DIGEST ", " __VERSION__;

/* Add bits to the entries that a table has for some near code points. */
EXPORT void add_bits(uint64_t *table, const uint32_t *points, int64_t count, uint64_t bits) {
    for (int64_t i = 0; i < count; i++)
        if (points[i] < NEAR_POINTS) table[points[i]] |= bits;
}

EXPORT void add_few_bits(uint16_t *table, const uint32_t *points, int64_t count, uint64_t bits) {
    for (int64_t i = 0; i < count; i++)
        if (points[i] < NEAR_POINTS) table[points[i]] |= (uint16_t)bits;
}

/* Put words, as code points one after the other, and the value of each into the slots of a table. */
EXPORT void enter_words(const uint32_t *points, const int32_t *starts, const int32_t *values, int64_t count,
                        uint64_t seed, uint64_t *keys, int32_t *of_slots, int64_t slots) {
    for (int64_t word = 0; word < count; word++) {
        uint64_t hash = seed;
        for (int32_t i = starts[word]; i < starts[word + 1]; i++) hash = hashed(hash, points[i]);
        uint64_t key = key_of(hash), slot = slot_of(keys, (uint64_t)slots, key);
        keys[slot] = key;
        of_slots[slot] = values[word];
    }
}
