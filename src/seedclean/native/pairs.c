/* Odd pairs of neighbouring characters in a text. */

#include "facts.h"

enum { FIRST = 21, BEFORE = 42 };

static inline uint64_t kinds_of(const uint64_t *table, uint32_t point) {
    return table[point < NEAR_POINTS ? point : NEAR_POINTS - 1];
}

/* The first place from here on where one of four neighbours may be odd, or one of the last four places. */
static int64_t behind_even(const uint64_t *table, uint64_t wanted, const uint32_t *points, int64_t count,
                           int64_t place) {
    uint64_t first = kinds_of(table, points[place]) >> FIRST;
    for (; place + 4 < count; place += 4) {
        uint64_t second = kinds_of(table, points[place + 1]), third = kinds_of(table, points[place + 2]);
        uint64_t fourth = kinds_of(table, points[place + 3]), fifth = kinds_of(table, points[place + 4]);
        uint64_t odd = (first & second) | (second >> FIRST & third) | (third >> FIRST & fourth) |
                       (fourth >> FIRST & fifth);
        if (odd & wanted) break;
        first = fifth >> FIRST;
    }
    return place;
}

/* Find the odd pairs of a text that are of a wanted kind.

   The table says of each near code point in which kinds of pairs it may come second, in the next bits first, and in
   those above come before the first. Of each pair `found` gets its place and its kinds, while there is room. Line
   feeds are around the text. Returns how many values there are, with room for them or not. */
EXPORT int64_t odd_pairs(const uint64_t *table, uint64_t wanted, const uint32_t *points, int64_t count,
                         int64_t *found, int64_t room) {
    int64_t values = 0;
    for (int64_t place = 0; place < count; place++) {
        place = behind_even(table, wanted, points, count, place);
        uint64_t before = kinds_of(table, place ? points[place - 1] : '\n') >> BEFORE;
        uint64_t first = kinds_of(table, points[place]) >> FIRST;
        uint64_t second = kinds_of(table, place + 1 < count ? points[place + 1] : '\n');
        uint64_t kinds = before & first & second & wanted;
        if (!kinds) continue;
        if (values + 2 <= room) {
            found[values] = place;
            found[values + 1] = (int64_t)kinds;
        }
        values += 2;
    }
    return values;
}

/* The wanted kinds that any pair of a text has. */
uint64_t pair_kinds(const uint64_t *table, uint64_t wanted, const uint32_t *points, int64_t count) {
    uint64_t found = 0;
    for (int64_t place = 0; place < count; place++) {
        place = behind_even(table, wanted & ~found, points, count, place);
        uint64_t before = kinds_of(table, place ? points[place - 1] : '\n') >> BEFORE;
        uint64_t second = kinds_of(table, place + 1 < count ? points[place + 1] : '\n');
        found |= before & kinds_of(table, points[place]) >> FIRST & second & wanted;
    }
    return found;
}
