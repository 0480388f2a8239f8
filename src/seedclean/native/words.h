/* Words by their hashes. */

#ifndef SEEDCLEAN_WORDS_H
#define SEEDCLEAN_WORDS_H

#include "native.h"

#include <stdlib.h>

/* Texts by number. */
typedef struct {
    uint64_t *keys;
    int32_t *numbers;
    uint64_t slots;
} Numbering;

static inline uint64_t hashed(uint64_t hash, uint32_t point) {
    return (((hash << 25) | (hash >> 39)) ^ point) * 0x9E3779B97F4A7C15u;
}

/* A text is known by 64 bits: two texts of a page are taken for one less than once in a trillion pages. */
static inline uint64_t key_of(uint64_t hash) {
    hash ^= hash >> 32;
    return hash ? hash : 1;
}

/* The hash of a text, two points at a time. */
static inline uint64_t hashed_text(uint64_t hash, const uint32_t *points, int64_t count) {
    for (; count >= 2; points += 2, count -= 2)
        hash = (((hash << 25) | (hash >> 39)) ^ points[0] ^ (uint64_t)points[1] << 32) * 0x9E3779B97F4A7C15u;
    return count ? hashed(hash, *points) : hash;
}

static inline uint64_t slot_of(const uint64_t *keys, uint64_t slots, uint64_t key) {
    uint64_t slot = key & (slots - 1);
    while (keys[slot] && keys[slot] != key) slot = (slot + 1) & (slots - 1);
    return slot;
}

/* Room for so many texts; 0 where there is none. What was made must be forgotten, whether there was room or not. */
static inline int numbering(Numbering *made, int64_t most) {
    for (made->slots = 16; made->slots < 2 * (uint64_t)most; made->slots *= 2) {
    }
    made->keys = calloc(made->slots, sizeof *made->keys);
    made->numbers = malloc(made->slots * sizeof *made->numbers);
    return made->keys && made->numbers;
}

static inline void forget(Numbering *made) {
    free(made->keys);
    free(made->numbers);
}

/* The number of a text, which is `fresh` where it was not met before. */
static inline int32_t number_of(Numbering *known, uint64_t key, int32_t fresh) {
    uint64_t slot = slot_of(known->keys, known->slots, key);
    if (!known->keys[slot]) {
        known->keys[slot] = key;
        known->numbers[slot] = fresh;
    }
    return known->numbers[slot];
}

#endif
