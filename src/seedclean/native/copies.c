/* Whether two lines of a text have a part in common. */

#include "words.h"

enum { FACTOR = 0x01000193 };

typedef struct {
    uint64_t key;
    int64_t line;
} Part;

static inline uint64_t small_of(const uint16_t *lower, uint32_t point) {
    return point < NEAR_POINTS ? lower[point] : point;
}

/* Enter the parts of a line; stop at one that another line has, too. */
static int has_known_part(const uint16_t *lower, const uint32_t *points, int64_t count, int64_t length, int64_t line,
                          Part *parts, uint64_t slots) {
    uint64_t hash = 0, power = 1;
    for (int64_t i = 1; i < length; i++) power *= FACTOR;
    for (int64_t i = 0; i < count; i++) {
        hash = hash * FACTOR + small_of(lower, points[i]) + 1;
        if (i + 1 < length) continue;
        uint64_t key = key_of(hash * 0x9E3779B97F4A7C15u), slot = key & (slots - 1);
        while (parts[slot].key && parts[slot].key != key) slot = (slot + 1) & (slots - 1);
        if (parts[slot].key && parts[slot].line != line) return 1;
        parts[slot] = (Part){key, line};
        hash -= (small_of(lower, points[i + 1 - length]) + 1) * power;
    }
    return 0;
}

/* Whether two lines, of so many points at least, have the same so many points somewhere, but for capitals.

   Returns 1 or 0, or NO_MEMORY. */
EXPORT int64_t share_part(const uint16_t *lower, const uint32_t *points, int64_t count, int64_t shortest,
                          int64_t length) {
    uint64_t slots = 16;
    while (slots < 2 * (uint64_t)count) slots *= 2;
    Part *parts = calloc(slots, sizeof *parts);
    if (!parts) return NO_MEMORY;
    int64_t found = 0, line = 0;
    for (int64_t start = 0, end; start < count && !found; start = end + 1, line++) {
        for (end = start; end < count && points[end] != '\n'; end++) {
        }
        if (end - start >= shortest)
            found = has_known_part(lower, points + start, end - start, length, line, parts, slots);
    }
    free(parts);
    return found;
}
