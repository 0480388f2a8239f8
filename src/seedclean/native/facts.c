/* The facts of a text: what it holds anywhere, a bit for each, of which facts.py says what they mean. */

#include "facts.h"

enum { STARTS = 4096, SHORT = 1, LONGER = 2, LONG = 4 };
enum { FEW_POINTS = 2, SOME_POINTS = 4 };
EXPORT const int32_t START_COUNT[] = {STARTS};

typedef struct {
    const uint64_t *characters; /* the facts of each near code point */
    const uint64_t *pairs;      /* as for `odd_pairs`: its kinds are the lowest bits */
    uint64_t wanted;            /* kinds of pairs */
    const void *flags;          /* the tables of `flags` */
    const uint16_t *letters;    /* as for `rows_that_repeat` */
    int64_t longest;
    uint64_t seed;
    const uint8_t *starts; /* of the first points of lines: whether a few of them, or some, are a fact */
    int64_t few_lines, many_lines;
    uint64_t start, few, many, repeat; /* the other facts */
    int64_t first_flag;                /* the number of the bit of the first flag */
    uint64_t countable;                /* characters of which two are another fact, so many bits above */
    int64_t twice;
} Facts;

static inline uint32_t slot_of_start(const uint32_t *points, int64_t count) {
    uint32_t slot = 0;
    for (int64_t i = 0; i < count; i++) slot = slot * 31 + points[i];
    return slot & (STARTS - 1);
}

static int begins_so(const Facts *facts, const uint32_t *points, int64_t count) {
    uint8_t few = count < FEW_POINTS ? 0 : facts->starts[slot_of_start(points, FEW_POINTS)];
    if (few & SHORT) return 1;
    return few & LONGER && count >= SOME_POINTS && facts->starts[slot_of_start(points, SOME_POINTS)] & LONG;
}

/* The facts of a text, as the bits of one number. */
EXPORT uint64_t facts(const Facts *facts, const uint32_t *points, int64_t count) {
    uint64_t found = begins_so(facts, points, count) ? facts->start : 0;
    uint64_t twice = 0;
    int64_t lines = 1;
    for (int64_t i = 0; i < count; i++) {
        uint64_t here = facts->characters[points[i] < NEAR_POINTS ? points[i] : NEAR_POINTS - 1];
        twice |= found & here;
        found |= here;
        if (points[i] != '\n') continue;
        lines++;
        if (begins_so(facts, points + i + 1, count - i - 1)) found |= facts->start;
    }
    found |= (twice & facts->countable) << facts->twice;
    if (lines >= facts->few_lines) found |= facts->few;
    if (lines >= facts->many_lines) found |= facts->many;
    found |= pair_kinds(facts->pairs, facts->wanted, points, count);
    found |= (uint64_t)any_flags(facts->flags, points, count) << facts->first_flag;
    if (rows_that_repeat(facts->letters, facts->longest, facts->seed, points, count, 0, 0)) found |= facts->repeat;
    return found;
}
